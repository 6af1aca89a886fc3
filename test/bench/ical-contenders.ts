/** The programs that `npm run bench -- ical` compares, built so that each is one file. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { FeedName } from './ical-feeds.ts';

export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  /** The feeds it runs on. */
  readonly feeds: readonly FeedName[];
  /** It finds occurrences, and thus as many as daywall. */
  readonly counts: boolean;
  /** Where it finds others than daywall: why. */
  readonly differs: Partial<Record<FeedName, string>>;
}

export interface Contenders {
  readonly list: readonly Contender[];
  /** What could not be built, as sentences. */
  readonly missing: readonly string[];
  remove(): void;
}

const COMMON: readonly FeedName[] = ['S', 'M', 'L', 'old', 'vtz'];
const LIBICAL_DAYS =
  'libical takes DTEND of all-day events for their last day, not for the day after (RFC 5545 section 3.6.1)';

type InNode = Omit<Contender, 'command'> & { readonly entry: string };

const IN_NODE: readonly InNode[] = [
  {
    name: 'daywall',
    entry: 'ical-daywall-child',
    feeds: [...COMMON, 'never', 'always', 'empty'],
    counts: true,
    differs: {},
  },
  { name: 'Node, idle', entry: 'ical-idle-child', feeds: ['S', 'empty'], counts: false, differs: {} },
  { name: 'ICAL.parse alone', entry: 'ical-js-parse-child', feeds: COMMON, counts: false, differs: {} },
  { name: 'ical.js', entry: 'ical-js-child', feeds: COMMON, counts: true, differs: {} },
  { name: 'ical.js + rrule', entry: 'ical-rrule-child', feeds: COMMON, counts: true, differs: {} },
  { name: 'node-ical', entry: 'node-ical-child', feeds: COMMON, counts: true, differs: {} },
];

const LIBICAL: Omit<Contender, 'command'> = {
  name: 'libical (C)',
  feeds: COMMON,
  counts: true,
  differs: { S: LIBICAL_DAYS, M: LIBICAL_DAYS, L: LIBICAL_DAYS },
};

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** As CommonJS and without "use strict": node-ical relies on failed assignments being silent. */
async function buildInNode(folder: string, { entry, ...contender }: InNode): Promise<Contender> {
  const script = join(folder, `${entry}.cjs`);
  await build({
    entryPoints: [here(`${entry}.ts`)],
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.18',
    tsconfigRaw: '{}',
    outfile: script,
    logLevel: 'error',
  });
  return { ...contender, command: [process.execPath, script] };
}

function buildLibical(folder: string): Contender | string {
  const program = join(folder, 'libical');
  const { error, status, stderr } = spawnSync(
    process.env.CC ?? 'cc',
    ['-O2', '-o', program, here('libical.c'), '-lical'],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) return 'libical is left out: there is no C compiler (cc).';
  if (status !== 0) {
    const reason = stderr.split('\n').find((line) => line.includes('error')) ?? 'it does not compile';
    return `libical is left out: ${reason.trim()} (Debian: libical-dev).`;
  }
  return { ...LIBICAL, command: [program] };
}

export async function buildContenders(): Promise<Contenders> {
  const folder = await mkdtemp(join(tmpdir(), 'daywall-bench-ical-'));
  const inNode = await Promise.all(IN_NODE.map((contender) => buildInNode(folder, contender)));
  const libical = buildLibical(folder);
  return {
    list: typeof libical === 'string' ? inNode : [...inNode, libical],
    missing: typeof libical === 'string' ? [libical] : [],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
