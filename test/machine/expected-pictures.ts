// What has to be on the glass, drawn on the host: never by the machine under test.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { localTimeIn } from '../../src/daemon/clock.ts';
import type { FeedFailure } from '../../src/model/feed-result.ts';
import { pixelsOfScene, sceneOfSnapshot, withoutAlpha } from '../wall/expected.ts';
import type { Rig } from '../wall/wall-process.ts';
import { type Expected, type Picture, remember } from './glass.ts';
import { PRODUCT, WORK } from './places.ts';
import { renderConfig, SIZE, snapshotConfig, ZONE } from './wall-config.ts';

async function readPng(path: string): Promise<Picture> {
  const image = await loadImage(path);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width, height, pixels: withoutAlpha(context.getImageData(0, 0, width, height).data) };
}

/** The fresh agenda, by the command `daywall render`. */
export function renderedAgenda(): Expected {
  const config = join(WORK, 'render.toml');
  const out = join(WORK, 'render.png');
  writeFileSync(config, renderConfig());
  const local = localTimeIn(ZONE);
  return remember(async (minute) => {
    const at = local(minute).slice(0, 16);
    const size = `${SIZE.width}x${SIZE.height}`;
    const args = ['render', '--config', config, '--at', at, '--size', size, '--out', out];
    await promisify(execFile)(process.execPath, [join(PRODUCT, 'dist/cli.js'), ...args]);
    return await readPng(out);
  });
}

/** The agenda that the machine has stored, with every feed failing. `snapshot`: the text of its file. */
export function storedAgenda(snapshot: string, failure: () => FeedFailure | null): Expected {
  const folder = join(WORK, 'snapshot');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'snapshot.json'), snapshot);
  const config = join(folder, 'daywall.toml');
  writeFileSync(config, snapshotConfig(folder));
  const rig = { config, folder } as Rig;
  return async (minute) => {
    const scene = sceneOfSnapshot(rig, minute, failure(), SIZE);
    return { ...SIZE, pixels: pixelsOfScene(scene) };
  };
}
