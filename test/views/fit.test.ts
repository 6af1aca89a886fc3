import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelHeights } from '../../src/views/agenda/coming-days.ts';
import { fitPieces, type Piece } from '../../src/views/agenda/fit.ts';

const NONE = { earlier: 0, more: 0 };

const piece = (height: number, rank: number, side: Piece['side'] = 'more', entries = 1): Piece => ({
  block: { height, place: () => [] },
  rank,
  side,
  entries,
});

test('everything is taken when it fits to the pixel', () => {
  const fitted = fitPieces([piece(10, 1), piece(10, 1)], NONE, { height: 22, gap: 2, mark: 5 });
  assert.deepEqual([fitted.pieces.length, fitted.earlier, fitted.more, fitted.height], [2, 0, 0, 22]);
});

test('what is over goes first, the earliest of it first, and marks take room too', () => {
  const all = [piece(10, 9, 'earlier'), piece(10, 9, 'earlier'), piece(10, 0), piece(10, 1), piece(10, 1)];
  const fitted = fitPieces(all, NONE, { height: 45, gap: 0, mark: 5 });
  assert.deepEqual(fitted.pieces, all.slice(1));
  assert.deepEqual([fitted.earlier, fitted.more], [1, 0]);
});

test('what is less important is not taken in place of what is more so', () => {
  const all = [piece(10, 0), piece(30, 1), piece(5, 2)];
  const fitted = fitPieces(all, { earlier: 0, more: 4 }, { height: 25, gap: 0, mark: 5 });
  assert.deepEqual(fitted.pieces, all.slice(0, 1));
  assert.equal(fitted.more, 6);
});

test('a line of several entries counts as several', () => {
  assert.equal(fitPieces([piece(10, 0, 'more', 3)], NONE, { height: 5, gap: 0, mark: 5 }).more, 3);
});

test('short days become equally high, the room is used up', () => {
  assert.deepEqual(levelHeights([10, 40, 20], 100), [30, 40, 30]);
  assert.deepEqual(levelHeights([10, 10], 100), [50, 50]);
  assert.deepEqual(levelHeights([60, 60], 100), [60, 60]);
  assert.deepEqual(levelHeights([], 100), []);
});
