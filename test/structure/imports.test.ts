import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), '../../src');

interface Rule {
  /** Folders of src it may import from, besides itself. */
  readonly folders: readonly string[];
  /** Packages it may import. */
  readonly packages: readonly string[];
  /** May it import `node:` modules, read a clock, look at the process? */
  readonly pure: boolean;
}

/** The direction of imports. A folder that is not here may import everything: the roots. */
const RULES: Readonly<Record<string, Rule>> = {
  model: { folders: [], packages: [], pure: true },
  scene: { folders: ['model'], packages: [], pure: true },
  ical: { folders: ['model'], packages: ['ical.js', 'luxon'], pure: true },
  agenda: { folders: ['model'], packages: [], pure: true },
  views: { folders: ['model', 'scene'], packages: [], pure: true },
  raster: { folders: ['model', 'scene'], packages: ['@napi-rs/canvas', 'lru-cache'], pure: false },
  feeds: { folders: ['model', 'ical'], packages: ['undici'], pure: false },
  outputs: { folders: ['model'], packages: [], pure: false },
  health: { folders: ['model'], packages: [], pure: false },
  config: { folders: ['model', 'views'], packages: ['valibot', 'smol-toml'], pure: false },
  daemon: { folders: ['model', 'agenda', 'log.ts'], packages: ['sd-notify'], pure: false },
};

const ROOTS = ['cli.ts', 'wall.ts', 'refresh.ts', 'log.ts', 'paths.ts', 'batch.ts', 'wall', 'commands'];

/** Files that must be pure although their folder is an edge. */
const PURE_FILES = [
  'daemon/state.ts',
  'daemon/update.ts',
  'daemon/schedule.ts',
  'daemon/feed-state.ts',
  'daemon/picture.ts',
  'health/report.ts',
  'health/metrics.ts',
  'health/calendarbot-report.ts',
  'outputs/framebuffer/pack.ts',
  'outputs/framebuffer/pixel-format.ts',
];

const CLOCKS = [/\bDate\.now\(/, /\bnew Date\(\)/, /\bperformance\./, /\bprocess\./, /\bMath\.random\(/];

interface Imported {
  readonly file: string;
  readonly target: string;
}

const files = readdirSync(SRC, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .sort();

function importsOf(file: string): readonly Imported[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)(?:import|export)\s[^;'"=]*?\sfrom\s+'([^']+)'|(?:^|\n)import '([^']+)'|import\('([^']+)'\)/g,
  );
  return [...found].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    const local = target.startsWith('.') ? relative(SRC, resolve(SRC, dirname(file), target)) : target;
    return { file, target: local };
  });
}

/** Without the path within it. */
const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
const folderOf = (file: string): string => file.split(sep)[0] ?? file;
const isOptions = (path: string): boolean => path.endsWith('options.ts');

describe('direction of imports', () => {
  test('every folder and root file is known', () => {
    const known = new Set([...Object.keys(RULES), ...ROOTS]);
    assert.deepEqual(
      [...new Set(files.map(folderOf))].filter((name) => !known.has(name)),
      [],
    );
  });

  for (const [folder, rule] of Object.entries(RULES)) {
    test(`${folder} imports only what it may`, () => {
      const wrong = files
        .filter((file) => folderOf(file) === folder)
        .flatMap(importsOf)
        .filter(({ file, target }) => !isAllowed(file, target, folder, rule))
        .map(({ file, target }) => `${file} imports ${target}`);
      assert.deepEqual(wrong, []);
    });
  }

  function isAllowed(file: string, target: string, folder: string, rule: Rule): boolean {
    if (target.startsWith('node:')) return !rule.pure;
    if (files.includes(target) || target.startsWith('..')) {
      const other = folderOf(target);
      if (other === folder || rule.folders.includes(other)) return true;
      return folder === 'config' && isOptions(target);
    }
    return rule.packages.includes(packageOf(target)) || (isOptions(file) && target === 'valibot');
  }

  test('only raster knows the canvas', () => {
    const users = files.flatMap(importsOf).filter(({ target }) => target === '@napi-rs/canvas');
    assert.deepEqual(
      users.filter(({ file }) => folderOf(file) !== 'raster'),
      [],
    );
  });
});

describe('purity', () => {
  const pure = files.filter((file) => RULES[folderOf(file)]?.pure === true || PURE_FILES.includes(file));

  test('the named files exist', () => {
    assert.deepEqual(
      PURE_FILES.filter((file) => !files.includes(file)),
      [],
    );
  });

  test('no node modules, no clock, no process, no chance', () => {
    const wrong = pure.flatMap((file) => {
      const text = readFileSync(join(SRC, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const nodes = importsOf(file).filter(({ target }) => target.startsWith('node:'));
      const clocks = CLOCKS.filter((pattern) => pattern.test(text));
      return [
        ...nodes.map(({ target }) => `${file}: ${target}`),
        ...clocks.map((pattern) => `${file}: ${pattern}`),
      ];
    });
    assert.deepEqual(wrong, []);
  });

  test('no mutable state of a module', () => {
    const wrong = pure.filter((file) =>
      /(?:^|\n)(?:export )?(?:let|var) /.test(readFileSync(join(SRC, file), 'utf8')),
    );
    assert.deepEqual(wrong, []);
  });
});
