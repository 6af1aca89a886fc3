import { SECOND } from '../model/time.ts';

/** What a client may ask of us (R61). Times in milliseconds. */
export interface HealthLimits {
  /** From the first byte of a request (or the connection) to the end of its headers. */
  readonly headerTime: number;
  /** From the end of the headers to the last byte of the answer. */
  readonly requestTime: number;
  /** How long a connection may be idle between two requests. */
  readonly keepAliveTime: number;
  /** Bytes of a request's line and headers. */
  readonly headerSize: number;
  readonly headerCount: number;
  /** Connections at a time; one more is closed at once, and idle ones with it. */
  readonly connections: number;
  /** Requests of one connection, so that none can queue answers without end. */
  readonly requestsPerConnection: number;
  /** How often the times are looked at; only while there are connections. */
  readonly checkEvery: number;
}

export const HEALTH_LIMITS: HealthLimits = {
  headerTime: 10 * SECOND,
  requestTime: 30 * SECOND,
  keepAliveTime: 75 * SECOND,
  headerSize: 8192,
  headerCount: 64,
  connections: 64,
  requestsPerConnection: 100,
  checkEvery: 2 * SECOND,
};
