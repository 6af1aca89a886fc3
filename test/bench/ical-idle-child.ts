/** Node as a contender: the floor below which no program in Node gets. */
import { writeResult } from './ical-contest.ts';

writeResult(0);
