/** The mere parsing of ical.js as a contender: nothing is expanded, and nothing counted. */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { readContest, writeResult } from './ical-contest.ts';

ICAL.parse(readFileSync(readContest().path, 'utf8'));
writeResult(0);
