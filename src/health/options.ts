/** `[health]`: the answers for probes, over HTTP. */
import * as v from 'valibot';

const HOST_MESSAGE = 'must be an address or a host name such as "127.0.0.1"';
const PORT_MESSAGE = 'must be a whole number from 1 to 65535';

export const healthOptions = v.strictObject({
  enabled: v.optional(v.pipe(v.boolean(), v.description('Whether to listen at all.')), true),
  host: v.optional(
    v.pipe(
      v.string(HOST_MESSAGE),
      v.regex(/^[a-z0-9.:_-]{1,253}$/i, HOST_MESSAGE),
      v.description('Where to listen: 127.0.0.1 answers this machine only, 0.0.0.0 the whole network.'),
    ),
    '127.0.0.1',
  ),
  port: v.optional(
    v.pipe(
      v.number(PORT_MESSAGE),
      v.integer(PORT_MESSAGE),
      v.minValue(1, PORT_MESSAGE),
      v.maxValue(65_535, PORT_MESSAGE),
      v.description('When it is taken, one of the next 9 is used.'),
    ),
    8080,
  ),
});

export type HealthOptions = v.InferOutput<typeof healthOptions>;
