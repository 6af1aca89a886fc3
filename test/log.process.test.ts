// The form of the log: journald gets priorities, people do not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const SCRIPT = `
  import { createLog, isJournal } from './src/log.ts';
  createLog('info', !isJournal(process.env.JOURNAL_STREAM))('warning', 'a word');`;

for (const [what, streamOf, expected] of [
  ['is the journal', (file: number) => `${fstatSync(file).dev}:${fstatSync(file).ino}`, '<4>a word\n'],
  ['goes elsewhere than the journal of the terminal', () => '8:1', 'a word\n'],
  ['has no journal', () => undefined, 'a word\n'],
] as const) {
  test(`a program whose stderr ${what}`, (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'daywall-log-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'stderr');
    const file = openSync(path, 'w');
    const { JOURNAL_STREAM: _, ...environment } = process.env;
    const stream = streamOf(file);
    spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], {
      stdio: ['ignore', 'ignore', file],
      env: stream === undefined ? environment : { ...environment, JOURNAL_STREAM: stream },
    });
    closeSync(file);
    assert.equal(readFileSync(path, 'utf8'), expected);
  });
}
