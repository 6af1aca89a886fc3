/**
 * Connections of one refresh: pooled by origin, names resolved once, and guarded where a redirect led.
 *
 * The guard is in the lookup of the connection itself. So the address that is checked is the one that
 * is connected to, and a name that resolves differently a moment later (DNS rebinding) gains nothing.
 * This is also why undici's dns interceptor is not used: it would check one thing and race no families.
 */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import decompress from 'undici/lib/interceptor/decompress.js';
import type { FetchLimits } from '../../model/refresh-job.ts';
import { FeedError } from '../feed-error.ts';
import { addressInHost, isPrivateAddress } from './addresses.ts';

/** Node's 250 ms for a family give up too early on slow wireless links. */
const FAMILY_TIMEOUT = 2500;

/** No calendar needs more; an endless header ends here. */
const MAX_HEADERS = 32 * 1024;

export interface Connections {
  /** `guarded`: connects to public addresses only. */
  dispatcher(guarded: boolean): Dispatcher;
  /** Whether a host that was connected to is on the public internet. `hostname` as in a URL. */
  isPublic(hostname: string): Promise<boolean>;
  /** A lookup of this host has begun and not ended. */
  isResolving(hostname: string): boolean;
  close(): Promise<void>;
}

export const privateRedirect = () =>
  new FeedError('redirect', 'The server redirects into a private network, which is refused.');

/** All addresses of a name. */
export type LookupAll = (hostname: string) => Promise<readonly LookupAddress[]>;

const systemLookup: LookupAll = (hostname) => lookup(hostname, { all: true, verbatim: true });

interface Resolver {
  resolve(hostname: string): Promise<readonly LookupAddress[]>;
  readonly resolving: ReadonlySet<string>;
}

/** Each name is asked for once in a refresh; a failure is not kept, so that a retry asks again. */
function createResolver(lookupAll: LookupAll): Resolver {
  const answers = new Map<string, Promise<readonly LookupAddress[]>>();
  const resolving = new Set<string>();
  async function ask(hostname: string): Promise<readonly LookupAddress[]> {
    resolving.add(hostname);
    try {
      return await lookupAll(hostname);
    } catch (error) {
      answers.delete(hostname);
      throw error;
    } finally {
      resolving.delete(hostname);
    }
  }
  function resolve(hostname: string) {
    const answer = answers.get(hostname) ?? ask(hostname);
    answers.set(hostname, answer);
    return answer;
  }
  return { resolve, resolving };
}

function allowedOf(addresses: readonly LookupAddress[], guarded: boolean): LookupAddress[] {
  const allowed = addresses.filter(({ address }) => !guarded || !isPrivateAddress(address));
  if (allowed.length === 0) throw privateRedirect();
  return allowed;
}

/** A lookup function for node:net that asks the resolver. */
function createLookup(resolver: Resolver, guarded: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolver
      .resolve(hostname)
      .then((addresses) => allowedOf(addresses, guarded))
      .then(
        (addresses) => {
          const [first] = addresses;
          if (options.all === true) callback(null, addresses);
          else callback(null, first?.address ?? '', first?.family);
        },
        (error) => callback(error, ''),
      );
  };
}

function createAgent(limits: FetchLimits, resolver: Resolver, guarded: boolean): Agent {
  return new Agent({
    connect: { timeout: limits.connectTimeout, lookup: createLookup(resolver, guarded) },
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: FAMILY_TIMEOUT,
    headersTimeout: limits.readTimeout,
    bodyTimeout: limits.readTimeout,
    maxHeaderSize: MAX_HEADERS,
    // Bytes on the wire, still compressed; the decompressed ones have their own limit.
    maxResponseSize: limits.bodySize,
  });
}

export function createConnections(limits: FetchLimits, lookupAll: LookupAll = systemLookup): Connections {
  const resolver = createResolver(lookupAll);
  const agents = new Map<boolean, { agent: Agent; dispatcher: Dispatcher }>();

  function dispatcher(guarded: boolean): Dispatcher {
    const known = agents.get(guarded);
    if (known !== undefined) return known.dispatcher;
    const agent = createAgent(limits, resolver, guarded);
    const created = agent.compose(decompress({ maxSize: limits.bodySize }));
    agents.set(guarded, { agent, dispatcher: created });
    return created;
  }

  async function isPublic(hostname: string): Promise<boolean> {
    const literal = addressInHost(hostname);
    if (literal !== null) return !isPrivateAddress(literal);
    const addresses = await resolver.resolve(hostname);
    return addresses.some(({ address }) => !isPrivateAddress(address));
  }

  return {
    dispatcher,
    isPublic,
    isResolving: (hostname) => resolver.resolving.has(hostname),
    close: async () => {
      await Promise.all([...agents.values()].map(({ agent }) => agent.destroy()));
    },
  };
}
