/**
 * The composition of the wall: from the configuration to the parts that run it. The only file that
 * knows everything; nothing is decided here.
 */
import type { Config } from './config/schema.ts';
import type { Clock } from './daemon/clock.ts';
import { createLoop, type Dispatch, type Loop, type LoopParts } from './daemon/run.ts';
import { createState, type State } from './daemon/state.ts';
import { createNotifier, watchdogTimeout } from './daemon/systemd.ts';
import type { HealthFacts } from './health/facts.ts';
import type { Log } from './log.ts';
import type { ConfigProblem } from './model/agenda.ts';
import { assertNever } from './model/errors.ts';
import { healthFacts, statusSentence } from './wall/facts.ts';
import { processFacts, startHealth } from './wall/health.ts';
import { keepHeapSmall } from './wall/heap.ts';
import { createRefresher } from './wall/refresher.ts';
import { createScreen } from './wall/screen.ts';
import { heartbeatOf, pictureSettingsOf, planOf } from './wall/settings.ts';
import { createStore } from './wall/store.ts';

export interface WallInput {
  readonly config: Config;
  /** Reads the zone of `config`. */
  readonly clock: Clock;
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

export interface Wall {
  readonly state: () => State;
  /** Resolves after `input.stop`, when everything is closed. */
  readonly closed: Promise<void>;
}

/** Starts the wall; resolves when the first frame is on its way. */
export async function startWall(input: WallInput): Promise<Wall> {
  const { clock, stop } = input;
  keepHeapSmall();
  const parts = await createParts(input);
  const { loop, exited } = startLoop(input, parts);
  const unwatch = clock.watchTrust(() => parts.tellTrust(loop.dispatch));
  const askToStop = (): void => loop.dispatch({ type: 'stop', tick: clock.tick() });
  stop.addEventListener('abort', askToStop, { once: true });
  if (stop.aborted) askToStop();
  const health = startHealth({ ...input, screen: parts.screen, facts: () => parts.facts(loop.state()) });
  const close = async (): Promise<void> => {
    await Promise.race([exited, health.then(() => exited)]);
    parts.notifier.stopping();
    loop.close();
    unwatch();
    parts.refresher.stop();
    await Promise.all([parts.screen.close(), health.then((server) => server?.close())]);
  };
  return { state: loop.state, closed: close() };
}

type Parts = Awaited<ReturnType<typeof createParts>>;

async function createParts(input: WallInput) {
  const { config, configFile, configProblem, clock, environment, log } = input;
  const store = createStore(config, log);
  const snapshot = store.read();
  const settings = pictureSettingsOf(config, {
    configFile,
    configProblem,
    oldestTrueTime: snapshot.savedAt,
  });
  const screen = await createScreen(config, settings, clock, log);
  const isTrusted = (): boolean => clock.isTrusted(snapshot.savedAt);
  return {
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
  { config, clock, environment, log }: WallInput,
  parts: Parts,
): { loop: Loop; exited: Promise<void> } {
  const { snapshot, isTrusted } = parts;
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
  const loop = createLoop(initial, { clock, perform: performer(parts, clock, log, exit) });
  loop.dispatch({ type: 'started', tick: clock.tick() });
  return { loop, exited };
}

/** Each effect goes to the one part that does it. */
function performer(parts: Parts, clock: Clock, log: Log, exit: () => void): LoopParts['perform'] {
  const { screen, refresher, notifier, store } = parts;
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
        if (effect.what !== 'status') notifier[effect.what]();
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
