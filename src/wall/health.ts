/** Health as the wall starts it: beside the picture, never in its way. */
import type { Config } from '../config/schema.ts';
import type { HealthFacts } from '../health/facts.ts';
import type { HealthServer } from '../health/server.ts';
import type { Log } from '../log.ts';
import { UserError } from '../model/errors.ts';
import { VERSION } from '../paths.ts';
import type { ProcessFacts } from './facts.ts';
import type { Screen } from './screen.ts';

export interface HealthInput {
  readonly config: Config;
  readonly facts: () => HealthFacts;
  readonly screen: Screen;
  readonly log: Log;
  /** Told where it listens. */
  readonly announce: (url: string) => void;
}

/** Resolves to null when it is switched off or no port can be had: the wall goes on without it. */
export async function startHealth(input: HealthInput): Promise<HealthServer | null> {
  const { config, facts, screen, log, announce } = input;
  if (!config.health.enabled) return null;
  // Loaded while the first frame is on its way.
  const { createHealthServer } = await import('../health/server.ts');
  const server = createHealthServer({ options: config.health, facts, screen: screen.png, log });
  try {
    announce((await server.listen()).url);
    return server;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log('error', error.message);
    return null;
  }
}

/** What this process knows of itself. */
export function processFacts(): ProcessFacts {
  return {
    version: VERSION,
    pid: process.pid,
    platform: process.platform,
    runtime: `Node.js ${process.versions.node}`,
    uptimeSeconds: process.uptime(),
    residentBytes: process.memoryUsage.rss(),
  };
}
