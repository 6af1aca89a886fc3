// The second boot, with the network unplugged: the stored agenda is there, with its age; plugged in
// again, it is fresh within a refresh.
import assert from 'node:assert/strict';
import type { FeedFailure } from '../../../src/model/feed-result.ts';
import { storedAgenda } from '../expected-pictures.ts';
import { untilGlassShows } from '../glass.ts';
import { healthOf, type Step } from '../machine.ts';

export const unplugged: Step = {
  name: 'unplugged',
  async run(machine, say) {
    await machine.shutDown();
    const board = await machine.switchOn({ name: 'second-boot', network: false });
    const snapshot = await board.shell('cat /var/lib/daywall/snapshot.json');
    let failure: FeedFailure | null = null;
    const stored = storedAgenda(snapshot, () => failure);
    const shown = await untilGlassShows(board, 'unplugged', async (minute) => {
      const { calendars } = await healthOf(board).catch(() => ({ calendars: [] }));
      failure = (calendars[0]?.failure?.reason ?? null) as FeedFailure | null;
      return await stored(minute);
    });
    say(`power-on to the stored agenda on the glass: ${(shown / 1000).toFixed(1)} s`);
    const { calendars } = await healthOf(board);
    assert.ok(
      calendars.every(({ occurrences }) => occurrences > 0),
      JSON.stringify(calendars),
    );
    const began = performance.now();
    await board.plugNetwork(true);
    await untilGlassShows(board, 'plugged-in', machine.agenda);
    say(`network plugged in to fresh: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  },
};
