/** Options of the agenda view: schema, defaults and documentation in one. */
import * as v from 'valibot';

const MAX_DAYS = 14;

export const agendaOptions = v.strictObject({
  /** Days shown, today included. */
  days: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(MAX_DAYS),
      v.description(`a whole number from 1 to ${MAX_DAYS}`),
    ),
    7,
  ),
  /** Where an entry takes place, beside or below its title. */
  showLocation: v.optional(v.boolean(), true),
  /** Entries of today that are over. */
  past: v.optional(v.picklist(['dim', 'hide']), 'dim'),
});

export type AgendaOptions = Readonly<v.InferOutput<typeof agendaOptions>>;
