// Stopping gives the console back, with a login prompt; starting takes it again.
import assert from 'node:assert/strict';
import { keepPicture, readGlass, untilGlassShows } from '../glass.ts';
import { propertyOf, type Step, until } from '../machine.ts';

/** Share of a text console that is its background. */
const MOSTLY = 0.9;

export const stopped: Step = {
  name: 'stopped',
  async run(machine, say) {
    const board = machine.board();
    const began = performance.now();
    await board.shell('systemctl stop daywall');
    say(`systemctl stop: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    assert.equal(await propertyOf(board, 'Result'), 'success');
    await until(
      'a login prompt is on terminal 1',
      async () => (await propertyOf(board, 'ActiveState', 'getty@tty1')) === 'active',
    );
    await board.shell(`sleep 3; echo 'Hello.' > /dev/tty1; sleep 2`);
    const glass = await readGlass(board);
    await keepPicture(glass, 'stopped');
    const black = glass.pixels.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    assert.ok(black / glass.pixels.length > MOSTLY, 'the text console is back');
    assert.ok(black < glass.pixels.length, 'and has text on it');

    await board.shell('systemctl start daywall', 600_000);
    await untilGlassShows(board, 'started-again', machine.agenda);
    assert.equal(await propertyOf(board, 'ActiveState', 'getty@tty1'), 'inactive');
  },
};
