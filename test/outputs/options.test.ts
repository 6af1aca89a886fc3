import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { outputOptions } from '../../src/outputs/options.ts';

test('an empty section is whole', () => {
  assert.deepEqual(v.parse(outputOptions, {}), {
    kind: 'auto',
    framebuffer: { device: '/dev/fb0', sysfs: '', rotation: 0, format: 'auto' },
    png: { path: '/tmp/daywall.png', size: { width: 1920, height: 1080 } },
  });
});

test('sizes from 320 to 3840 are taken, in both orientations', () => {
  const sizeOf = (size: string) => v.parse(outputOptions, { png: { size } }).png.size;
  assert.deepEqual(sizeOf('480x320'), { width: 480, height: 320 });
  assert.deepEqual(sizeOf('2160x3840'), { width: 2160, height: 3840 });
});

test('every wrong value is answered with what is allowed', () => {
  const table = [
    [{ kind: 'hdmi' }, /must be "auto", "framebuffer" or "png"/],
    [{ framebuffer: { device: 'fb0' } }, /absolute path.*"\/dev\/fb0"/],
    [{ framebuffer: { device: 0 } }, /absolute path.*"\/dev\/fb0"/],
    [{ framebuffer: { sysfs: 0 } }, /path of a folder/],
    [{ framebuffer: { rotation: 45 } }, /must be 0, 90, 180 or 270/],
    [{ framebuffer: { rotation: '90' } }, /must be 0, 90, 180 or 270/],
    [{ framebuffer: { format: 'RGB' } }, /one of auto, XRGB8888/],
    [{ png: { path: '' } }, /must name a file/],
    [{ png: { path: 1 } }, /must name a file/],
    [{ png: { size: '319x480' } }, /WIDTHxHEIGHT.*320 to 3840/],
    [{ png: { size: '3841x480' } }, /WIDTHxHEIGHT.*320 to 3840/],
    [{ png: { size: '1920 x 1080' } }, /WIDTHxHEIGHT.*320 to 3840/],
    [{ png: { size: 1920 } }, /WIDTHxHEIGHT.*320 to 3840/],
  ] as const;
  for (const [input, sentence] of table) {
    const result = v.safeParse(outputOptions, input);
    assert.ok(!result.success, JSON.stringify(input));
    assert.match(result.issues[0].message, sentence, JSON.stringify(input));
  }
});

test('a key that does not exist is refused', () => {
  assert.ok(!v.safeParse(outputOptions, { framebuffer: { rotate: 90 } }).success);
});
