// QEMU's control socket (QMP: one JSON value a line).
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

export type Control = (command: string, args: object) => Promise<void>;

/** Commands one at a time; each resolves when it is done and throws when QEMU refuses it. */
export async function connectControl(path: string): Promise<Control> {
  const socket = connect(path);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();

  async function answer(): Promise<Record<string, unknown>> {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('QEMU is gone.');
      const message = JSON.parse(value) as Record<string, unknown>;
      // Events come in between.
      if ('return' in message || 'error' in message || 'QMP' in message) return message;
    }
  }

  const send: Control = async (command, args) => {
    socket.write(`${JSON.stringify({ execute: command, arguments: args })}\n`);
    const { error } = await answer();
    if (error !== undefined) throw new Error(`QEMU refused ${command}: ${JSON.stringify(error)}`);
  };

  await answer();
  await send('qmp_capabilities', {});
  return send;
}
