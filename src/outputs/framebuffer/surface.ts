/**
 * The visible part of an open framebuffer: blocks go in, and a checksum of each row remembers what the
 * device has to hold, so that anything else that draws there is noticed.
 *
 * A row is remembered whole. A block that covers only part of it is laid over what the device holds,
 * after that was compared with the checksum: damage beside the block is not taken for ours.
 */
import { crc32 } from 'node:zlib';
import type { PixelBlock } from '../../model/frame.ts';
import { type Device, readAll, writeAll } from './device.ts';
import type { Geometry } from './geometry.ts';
import { createScratch, type Packing, packRows, type Scratch, startPacking } from './pack.ts';
import type { PixelFormat } from './pixel-format.ts';
import type { Rotation } from './rotation.ts';

/**
 * Bytes packed, written or read at a time: large enough that calls cost little, small enough to stay in
 * the processor's cache and to hold up the process for a moment only. Not below MAX_STRIDE.
 */
const CHUNK_SIZE = 262_144;

/** What is known of a row. */
const UNKNOWN = 0; // never drawn, or drawn over by something else
const DRAWN = 1; // holds what its checksum says
const DAMAGED = 2; // was drawn over; found while drawing beside it

export interface Surface {
  readonly device: Device;
  readonly geometry: Geometry;
  readonly format: PixelFormat;
  readonly rotation: Rotation;
  readonly knowledge: Uint8Array;
  readonly checksums: Uint32Array;
  readonly packed: Scratch;
  readonly seen: Uint8Array;
}

/** A surface of which nothing is known yet. Holds half a megabyte and five bytes a row. */
export function createSurface(
  device: Device,
  geometry: Geometry,
  format: PixelFormat,
  rotation: Rotation,
): Surface {
  return {
    device,
    geometry,
    format,
    rotation,
    knowledge: new Uint8Array(geometry.height),
    checksums: new Uint32Array(geometry.height),
    packed: createScratch(CHUNK_SIZE),
    seen: new Uint8Array(CHUNK_SIZE),
  };
}

/** Whether every row was drawn and is not known to be damaged. */
export function isComplete({ knowledge }: Surface): boolean {
  return knowledge.every((row) => row === DRAWN);
}

const bytesPerPixel = ({ geometry }: Surface): number => geometry.bitsPerPixel >> 3;

const visibleBytes = (surface: Surface): number => surface.geometry.width * bytesPerPixel(surface);

/** Place of a visible pixel in the device, in bytes. */
function placeOf(surface: Surface, x: number, y: number): number {
  const { left, top, stride } = surface.geometry;
  return (top + y) * stride + (left + x) * bytesPerPixel(surface);
}

/** Reads visible rows to `surface.seen`, a stride apart. */
function readRows(surface: Surface, y: number, count: number): void {
  const length = (count - 1) * surface.geometry.stride + visibleBytes(surface);
  readAll(surface.device, surface.seen, length, placeOf(surface, 0, y));
}

/** The bytes of the row that is the `index`th in `surface.seen`. */
function seenRow(surface: Surface, index: number): Uint8Array {
  const start = index * surface.geometry.stride;
  return surface.seen.subarray(start, start + visibleBytes(surface));
}

function isAsRemembered(surface: Surface, y: number, row: Uint8Array): boolean {
  return surface.checksums[y] === crc32(row);
}

/** Remembers packed rows that cover the device's rows from edge to edge. */
function coverRows(surface: Surface, y: number, count: number, rowBytes: number): void {
  for (let index = 0; index < count; index += 1) {
    const start = index * rowBytes;
    surface.checksums[y + index] = crc32(surface.packed.bytes.subarray(start, start + rowBytes));
    surface.knowledge[y + index] = DRAWN;
  }
}

/** Remembers packed rows that cover part of the device's rows. */
function overlayRows(surface: Surface, x: number, y: number, count: number, rowBytes: number): void {
  readRows(surface, y, count);
  for (let index = 0; index < count; index += 1) {
    const row = seenRow(surface, index);
    const state = surface.knowledge[y + index];
    const damaged = state === DAMAGED || (state === DRAWN && !isAsRemembered(surface, y + index, row));
    const start = index * rowBytes;
    row.set(surface.packed.bytes.subarray(start, start + rowBytes), x * bytesPerPixel(surface));
    surface.checksums[y + index] = crc32(row);
    surface.knowledge[y + index] = damaged ? DAMAGED : DRAWN;
  }
}

/** Writes packed rows: in one go where they lie without a gap, otherwise one by one. */
function writeRows(surface: Surface, x: number, y: number, count: number, rowBytes: number): void {
  const { device, geometry, packed } = surface;
  if (rowBytes === geometry.stride) {
    writeAll(device, packed.bytes, 0, count * rowBytes, placeOf(surface, x, y));
    return;
  }
  for (let index = 0; index < count; index += 1) {
    writeAll(device, packed.bytes, index * rowBytes, rowBytes, placeOf(surface, x, y + index));
  }
}

function writeChunk(surface: Surface, packing: Packing, from: number, count: number): number {
  const { rect } = packing;
  const y = rect.y + from;
  const rowBytes = packRows(packing, from, count, surface.packed);
  if (rect.width === surface.geometry.width) coverRows(surface, y, count, rowBytes);
  else overlayRows(surface, rect.x, y, count, rowBytes);
  writeRows(surface, rect.x, y, count, rowBytes);
  return count * rowBytes;
}

/** Writes a block of the upright picture; returns the bytes written. Throws the device's errors. */
export function writeBlock(surface: Surface, block: PixelBlock): number {
  const { geometry, format, rotation } = surface;
  const packing = startPacking(block, rotation, geometry, format);
  const rowsAtOnce = Math.floor(CHUNK_SIZE / geometry.stride);
  let bytes = 0;
  for (let from = 0; from < packing.rect.height; from += rowsAtOnce) {
    bytes += writeChunk(surface, packing, from, Math.min(rowsAtOnce, packing.rect.height - from));
  }
  return bytes;
}

/** Compares some rows with their checksums; returns how many differ. A row never drawn is not judged. */
function compareRows(surface: Surface, y: number, count: number): number {
  readRows(surface, y, count);
  let damaged = 0;
  for (let index = 0; index < count; index += 1) {
    const state = surface.knowledge[y + index];
    if (state === UNKNOWN) continue;
    if (state === DRAWN && isAsRemembered(surface, y + index, seenRow(surface, index))) continue;
    surface.knowledge[y + index] = UNKNOWN;
    damaged += 1;
  }
  return damaged;
}

/**
 * Reads all visible rows back, one chunk a step, and gives the damaged ones of each. Damaged rows count
 * as never drawn from then on. Throws the device's errors.
 */
export function* compareSurface(surface: Surface): Generator<number> {
  const { height, stride } = surface.geometry;
  const rowsAtOnce = Math.floor(CHUNK_SIZE / stride);
  for (let y = 0; y < height; y += rowsAtOnce) {
    yield compareRows(surface, y, Math.min(rowsAtOnce, height - y));
  }
}
