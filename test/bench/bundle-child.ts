/** Measured processes are bundled: neither a TypeScript loader nor the bench is in what is measured. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { PATHS } from './paths.ts';

/** Bundles `test/bench/NAME.ts` the way the product is bundled; returns the file in `folder`. */
export async function bundleChild(folder: string, name: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(PATHS.root, `test/bench/${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    minifySyntax: true,
    minifyWhitespace: true,
    external: ['@napi-rs/canvas', 'sd-notify'],
    banner: {
      js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}
