import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface BuiltRefresh {
  readonly script: string;
  remove(): void;
}

/** The refresh as it is shipped, built from the sources of this moment into a folder of its own. */
export async function buildRefresh(): Promise<BuiltRefresh> {
  const folder = mkdtempSync(join(tmpdir(), 'daywall-refresh-'));
  await build({
    entryPoints: [fileURLToPath(new URL('../../src/refresh.ts', import.meta.url))],
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    outdir: join(folder, 'dist'),
    chunkNames: 'chunks/[name]-[hash]',
    banner: {
      js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
    },
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return {
    script: join(folder, 'dist', 'refresh.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
