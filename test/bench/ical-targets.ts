/** What the reader is to reach, judged by the medians of one run of `npm run bench -- ical`. */
import type { FeedName } from './ical-feeds.ts';

export interface Cost {
  readonly contender: string;
  readonly feed: FeedName;
  readonly occurrences: number;
  /** Medians, in milliseconds; of a run that was cut, until then. */
  readonly wall: number;
  readonly user: number;
  /** Most memory, in megabytes; NaN of a run that was cut. */
  readonly peak: number;
  readonly runs: number;
  /** It was ended when it had used up its processor time. */
  readonly cut: boolean;
}

/** `contender` takes at least `times` as long on `feed` as daywall. */
interface SpeedTarget {
  readonly feed: FeedName;
  readonly contender: string;
  readonly times: number;
}

const SPEED: readonly SpeedTarget[] = [
  { feed: 'L', contender: 'node-ical', times: 8 },
  { feed: 'L', contender: 'ICAL.parse alone', times: 2 },
  { feed: 'L', contender: 'libical (C)', times: 1 },
  { feed: 'old', contender: 'ical.js', times: 100 },
  { feed: 'old', contender: 'node-ical', times: 1 },
  { feed: 'vtz', contender: 'libical (C)', times: 1 },
  { feed: 'S', contender: 'ical.js', times: 1 },
  { feed: 'S', contender: 'ical.js + rrule', times: 1 },
  { feed: 'S', contender: 'node-ical', times: 1 },
  { feed: 'S', contender: 'libical (C)', times: 1 },
];

/** Megabytes over the same process with an empty feed. */
const MEMORY = 40;

/** One line for each target whose contenders ran. */
export function judge(costs: readonly Cost[]): string[] {
  const find = (feed: FeedName, contender: string) =>
    costs.find((cost) => cost.feed === feed && cost.contender === contender);
  const speed = SPEED.flatMap(({ feed, contender, times }) => {
    const [own, other] = [find(feed, 'daywall'), find(feed, contender)];
    if (own === undefined || other === undefined) return [];
    const reached = other.user / own.user;
    const text = `${feed}: at least ${times} times as fast as ${contender}: ${other.cut ? 'over ' : ''}${reached.toFixed(1)} times`;
    return [verdict(text, reached >= times, other.cut) + excuse(other, find('S', 'Node, idle'))];
  });
  const [large, empty] = [find('L', 'daywall'), find('empty', 'daywall')];
  if (large === undefined || empty === undefined) return speed;
  const over = large.peak - empty.peak;
  return [...speed, verdict(`L: at most ${MEMORY} MB over no events: ${over.toFixed(1)} MB`, over <= MEMORY)];
}

/** A program that ends before Node has begun cannot be caught up with in Node. */
function excuse(other: Cost, idle: Cost | undefined): string {
  if (idle === undefined || other.cut || idle.user <= other.user) return '';
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2);
  return `; Node takes ${seconds(idle.user)} s to do nothing, ${other.contender} ${seconds(other.user)} s in all`;
}

/** `open`: a longer run could still reach it. */
function verdict(text: string, reached: boolean, open = false): string {
  const missed = open ? 'open   ' : 'MISSED ';
  return `${reached ? 'reached' : missed}  ${text}`;
}
