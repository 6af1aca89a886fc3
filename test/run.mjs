// Runs the tests: `node test/run.mjs [--zones] [PATH-PART ...]`.
//
// Pure tests run in several process time zones, because a result that depends on the zone of the
// machine is a defect; each run says its zone in DAYWALL_TEST_ZONE, and `test/zone.test.ts` asserts
// it. Tests that start programs, sockets or files (`*.process.test.ts`) run once.
// An empty set is a failure: on Node 20 `node --test` would find nothing and exit 0.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ZONES = ['UTC', 'America/New_York', 'Pacific/Apia'];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = process.argv.slice(2);

const files = readdirSync(join(root, 'test'), { recursive: true })
  .map((name) => join('test', name))
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
const once = files.filter((name) => name.endsWith('.process.test.ts'));
const pure = files.filter((name) => !name.endsWith('.process.test.ts'));

function run(names, zone) {
  if (names.length === 0) return Promise.resolve(0);
  process.stdout.write(`\n=== ${names.length} test files, TZ=${zone}\n`);
  return new Promise((resolve) => {
    spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--import',
        './test/seed.mjs',
        '--enable-source-maps',
        '--test',
        '--test-reporter=spec',
        ...names,
      ],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, TZ: zone, DAYWALL_TEST_ZONE: zone },
      },
    ).on('exit', (code) => resolve(code ?? 1));
  });
}

if (files.length === 0) {
  process.stderr.write(`no test file matches: ${wanted.join(' ') || '(all)'}\n`);
  process.exit(1);
}
let failed = 0;
for (const zone of ZONES) failed += await run(pure, zone);
failed += await run(once, 'Europe/Berlin');
process.exit(failed === 0 ? 0 : 1);
