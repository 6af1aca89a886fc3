/** What is shown of an event, from its texts, STATUS, TRANSP, CLASS and ATTENDEEs. */
import type { Busy, Participation } from '../model/occurrence.ts';
import type { ContentLine } from './content-line.ts';
import type { Limits } from './limits.ts';
import { shorten } from './warnings.ts';

export interface Facts {
  readonly title: string;
  readonly location: string;
  readonly busy: Busy;
  readonly participation: Participation | null;
  readonly private: boolean;
}

/** Texts without their escapes, enumerated values in upper case; empty where there is none. */
export interface FactLines {
  readonly summary: string;
  readonly location: string;
  readonly status: string;
  readonly transparency: string;
  readonly busyStatus: string;
  readonly classification: string;
  readonly attendees: readonly ContentLine[];
}

interface FactContext {
  /** Lower case. */
  readonly ownAddresses: ReadonlySet<string>;
  readonly limits: Limits;
}

export function readFacts(lines: FactLines, { ownAddresses, limits }: FactContext): Facts {
  return {
    title: shorten(cleanText(lines.summary), limits.title),
    location: shorten(cleanText(lines.location).replaceAll(/\s*\n\s*/g, ', '), limits.location),
    busy: busyOf(lines),
    participation: participationOf(lines.attendees, ownAddresses),
    private: lines.classification === 'PRIVATE' || lines.classification === 'CONFIDENTIAL',
  };
}

/** Control characters draw as boxes; tabs and line breaks keep their meaning. */
function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').replaceAll(CONTROLS, '').trim();
}

const CONTROLS = /(?!\n)\p{Cc}/gu;

/**
 * Microsoft's mark says more than STATUS and TRANSP and comes first. "Following:" is how Teams names
 * a meeting that is followed and not attended. What is TRANSPARENT is free, also when CONFIRMED:
 * every birthday of Google's is that.
 */
function busyOf({ busyStatus, status, transparency, summary }: FactLines): Busy {
  const following = summary.includes('Following:');
  if (busyStatus === 'OOF') return 'out-of-office';
  if (busyStatus === 'FREE') return following ? 'tentative' : 'free';
  if (busyStatus === 'TENTATIVE' || status === 'TENTATIVE') return 'tentative';
  if (transparency === 'TRANSPARENT') return 'free';
  return following ? 'tentative' : 'busy';
}

/** Best answer first: who has two addresses and accepted with one comes. */
const ANSWERS = ['accepted', 'tentative', 'needs-action', 'declined'] as const;

/** Who passed an invitation on does not come. */
const PARTSTAT: ReadonlyMap<string, Participation> = new Map([
  ['ACCEPTED', 'accepted'],
  ['TENTATIVE', 'tentative'],
  ['DECLINED', 'declined'],
  ['DELEGATED', 'declined'],
]);

function participationOf(
  attendees: readonly ContentLine[],
  ownAddresses: ReadonlySet<string>,
): Participation | null {
  if (ownAddresses.size === 0) return null;
  const own = attendees
    .filter((line) => addressesOf(line).some((address) => ownAddresses.has(address)))
    .map(({ parameters }) => PARTSTAT.get(parameters.get('PARTSTAT')?.toUpperCase() ?? '') ?? 'needs-action');
  return ANSWERS.find((answer) => own.includes(answer)) ?? null;
}

function addressesOf({ value, parameters }: ContentLine): string[] {
  return [value, parameters.get('EMAIL') ?? ''].map((address) =>
    address
      .trim()
      .toLowerCase()
      .replace(/^mailto:/, ''),
  );
}
