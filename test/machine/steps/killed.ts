// kill -9: the picture stays, and the next process takes it on.
import assert from 'node:assert/strict';
import { isSame, readGlass, untilGlassShows } from '../glass.ts';
import { propertyOf, type Step, until } from '../machine.ts';

export const killed: Step = {
  name: 'killed',
  async run(machine, say) {
    const board = machine.board();
    const before = await propertyOf(board, 'MainPID');
    await untilGlassShows(board, 'before-kill', machine.agenda);
    const glass = await readGlass(board);
    const began = performance.now();
    await board.shell(`kill -9 ${before}; sleep 1`);
    assert.ok(isSame(glass, await readGlass(board)), 'the picture is gone with the process');
    await until('it is ready again', async () => {
      const state = await propertyOf(board, 'ActiveState');
      return state === 'active' && (await propertyOf(board, 'MainPID')) !== before;
    });
    say(`kill -9 to ready again: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    await untilGlassShows(board, 'after-kill', machine.agenda);
  },
};
