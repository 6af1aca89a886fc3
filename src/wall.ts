/**
 * The composition of the wall: from the configuration to the parts that run it. The only file that
 * knows everything; nothing is decided here.
 */
import type { Config } from './config/schema.ts';
import { createClock } from './daemon/clock.ts';
import { createLoop, type Dispatch, type Loop, type LoopParts } from './daemon/run.ts';
import { createState, type State } from './daemon/state.ts';
import { createNotifier, watchdogTimeout } from './daemon/systemd.ts';
import type { HealthFacts } from './health/facts.ts';
import type { Log } from './log.ts';
import type { ConfigProblem } from './model/agenda.ts';
import { assertNever } from './model/errors.ts';
import { healthFacts, statusSentence } from './wall/facts.ts';
import { processFacts, startHealth } from './wall/health.ts';
import { createRefresher } from './wall/refresher.ts';
import { createScreen } from './wall/screen.ts';
import { heartbeatOf, pictureSettingsOf, planOf } from './wall/settings.ts';
import { createStore } from './wall/store.ts';

export interface WallInput {
  readonly config: Config;
  /** File that was read, or that a person should write. */
  readonly configFile: string;
  /** Why another configuration than the one in the file is in force; null mostly. */
  readonly configProblem: ConfigProblem | null;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  /** Told where the health server listens. */
  readonly announce: (url: string) => void;
  /** Aborted when the process is asked to end. */
  readonly stop: AbortSignal;
}

/** Runs until `input.stop`; resolves when everything is closed. */
export async function runWall(input: WallInput): Promise<void> {
  const { stop } = input;
  const parts = await createParts(input);
  if (stop.aborted) return;
  const { clock, screen, refresher, notifier, tellTrust } = parts;
  const { loop, exited } = startLoop(input, parts);
  const unwatch = clock.watchTrust(() => tellTrust(loop.dispatch));
  stop.addEventListener('abort', () => loop.dispatch({ type: 'stop', tick: clock.tick() }), { once: true });
  const health = startHealth({ ...input, screen, facts: () => parts.facts(loop.state()) });
  await Promise.race([exited, health.then(() => exited)]);
  notifier.stopping();
  loop.close();
  unwatch();
  refresher.stop();
  await Promise.all([screen.close(), health.then((server) => server?.close())]);
}

type Parts = Awaited<ReturnType<typeof createParts>>;

async function createParts(input: WallInput) {
  const { config, environment, log } = input;
  const clock = createClock(config.zone);
  const store = createStore(config, log);
  const snapshot = store.read();
  const settings = pictureSettingsOf(config, { ...input, oldestTrueTime: snapshot.savedAt });
  const screen = await createScreen(config, settings, clock, log);
  const isTrusted = (): boolean => clock.isTrusted(snapshot.savedAt);
  return {
    clock,
    store,
    snapshot,
    screen,
    isTrusted,
    notifier: createNotifier(environment, log),
    refresher: createRefresher(config, clock, log),
    facts: (state: State): HealthFacts =>
      healthFacts(state, settings, screen.outputName(), clock.tick(), processFacts()),
    tellTrust: (dispatch: Dispatch): void =>
      dispatch({ type: 'clock-trust', tick: clock.tick(), trusted: isTrusted() }),
  };
}

function startLoop(
  { config, environment, log }: WallInput,
  parts: Parts,
): { loop: Loop; exited: Promise<void> } {
  const { clock, snapshot, isTrusted } = parts;
  const initial = createState({
    plan: planOf(config, process.pid ^ Date.now()),
    heartbeat: heartbeatOf(watchdogTimeout(environment)),
    feeds: config.calendars.map(({ id }) => id),
    stored: snapshot.feeds,
    clockTrusted: isTrusted(),
    tick: clock.tick(),
  });
  let exit = (): void => undefined;
  const exited = new Promise<void>((resolve) => {
    exit = resolve;
  });
  const loop = createLoop(initial, { tick: clock.tick, perform: performer(parts, log, exit) });
  loop.dispatch({ type: 'started', tick: clock.tick() });
  return { loop, exited };
}

/** Each effect goes to the one part that does it. */
function performer(parts: Parts, log: Log, exit: () => void): LoopParts['perform'] {
  const { clock, screen, refresher, notifier, store } = parts;
  return (effect, state, dispatch) => {
    switch (effect.type) {
      case 'present':
        parts.tellTrust(dispatch);
        return screen.present(state, dispatch);
      case 'refresh':
        return refresher.start(effect.feeds, dispatch);
      case 'save': {
        const ok = store.write(state().feeds, clock.tick().instant);
        return dispatch({ type: 'saved', tick: clock.tick(), ok });
      }
      case 'notify':
        notifier[effect.what]();
        return notifier.status(statusSentence(parts.facts(state())));
      case 'log':
        return log(effect.priority, effect.text);
      case 'exit':
        return exit();
      default:
        throw assertNever(effect);
    }
  };
}
