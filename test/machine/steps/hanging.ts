// kill -STOP: a process that no longer verifies frames is ended by the watchdog and started anew.
import assert from 'node:assert/strict';
import { untilGlassShows } from '../glass.ts';
import { propertyOf, type Step, until } from '../machine.ts';

export const hanging: Step = {
  name: 'hanging',
  async run(machine, say) {
    const board = machine.board();
    const before = await propertyOf(board, 'MainPID');
    const began = performance.now();
    await board.shell(`kill -STOP ${before}`);
    await until('it is ready again', async () => {
      const state = await propertyOf(board, 'ActiveState');
      return state === 'active' && (await propertyOf(board, 'MainPID')) !== before;
    });
    say(`kill -STOP to ready again: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const journal = await board.shell('journalctl -u daywall --no-pager');
    assert.match(journal, /Watchdog timeout/, 'it was the watchdog');
    await untilGlassShows(board, 'after-hanging', machine.agenda);
  },
};
