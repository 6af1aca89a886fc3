import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Attributes, parseGeometry } from '../../../src/outputs/framebuffer/geometry.ts';
import { BOCHS, VC4 } from './fake-framebuffer.ts';

const parse = (change: Partial<Attributes>, base: Attributes = BOCHS) =>
  parseGeometry({ ...base, ...change }, '/sys/class/graphics/fb0');

function geometryOf(change: Partial<Attributes>, base?: Attributes) {
  const result = parse(change, base);
  assert.equal(result.kind, 'found');
  return result.geometry;
}

function reasonOf(change: Partial<Attributes>): string {
  const result = parse(change);
  assert.equal(result.kind, 'missing');
  return result.reason;
}

test('real descriptions are understood', () => {
  assert.deepEqual(geometryOf({}), {
    name: 'bochs-drmdrmfb',
    width: 1920,
    height: 1080,
    left: 0,
    top: 0,
    stride: 7680,
    bitsPerPixel: 32,
  });
  assert.deepEqual(geometryOf({}, VC4), {
    name: 'vc4drmfb',
    width: 800,
    height: 480,
    left: 0,
    top: 0,
    stride: 1600,
    bitsPerPixel: 16,
  });
});

test('the visible part of a double-buffered framebuffer is found, also when it is panned', () => {
  const double = { virtual_size: '1920,2160', modes: 'U:1920x1080p-60' };
  assert.equal(geometryOf(double).height, 1080);
  assert.equal(geometryOf({ ...double, pan: '0,1080' }).top, 1080);
  assert.equal(geometryOf({ ...double, pan: '0,1081' }).top, 0, 'a place that does not fit is not believed');
});

test('the current mode counts more than the list of possible ones', () => {
  const several = { modes: 'U:640x480p-60\nU:1280x720p-60' };
  assert.equal(geometryOf({ ...several, mode: 'U:1280x720p-60' }).width, 1280);
  assert.equal(geometryOf(several).width, 1920, 'several and none current: everything is taken as visible');
  assert.equal(geometryOf({ modes: 'U:3840x2160p-0' }).width, 1920, 'larger than the memory: not believed');
  assert.equal(geometryOf({ modes: undefined, mode: undefined, pan: undefined }).width, 1920);
});

test('what cannot be drawn on gives a sentence', () => {
  assert.match(reasonOf({ virtual_size: '0,0' }), /no size.*connect the display/);
  assert.match(reasonOf({ bits_per_pixel: '8' }), /8 bits per pixel.*16, 24 or 32/);
  assert.match(reasonOf({ stride: '7679' }), /7679 bytes are too short for 1920 pixels/);
  assert.match(reasonOf({ state: '1' }), /suspended/);
  assert.match(reasonOf({ virtual_size: '99999,1080' }), /more than any display/);
  assert.match(reasonOf({ virtual_size: 'nonsense' }), /cannot be read/);
  assert.match(reasonOf({ stride: 'x' }), /cannot be read/);
});
