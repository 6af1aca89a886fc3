import assert from 'node:assert/strict';
import { test } from 'node:test';

test('the process runs in the zone the runner asked for', () => {
  const expected = process.env.DAYWALL_TEST_ZONE;
  assert.ok(expected, 'start the tests with `npm test`: the runner sets the zone');
  assert.equal(Intl.DateTimeFormat().resolvedOptions().timeZone, expected);
});
