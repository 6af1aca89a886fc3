/** `[view]`: what the picture shows and how. Each kind has a table of its own. */
import * as v from 'valibot';
import { agendaOptions } from './agenda/options.ts';
import { THEMES } from './theme.ts';

export const viewOptions = v.strictObject({
  kind: v.optional(v.pipe(v.picklist(['agenda']), v.description('What is shown.')), 'agenda'),
  theme: v.optional(
    v.pipe(v.picklist(THEMES), v.description('light: ink on warm paper. dark: for a dark room.')),
    'light',
  ),
  hourCycle: v.optional(
    v.pipe(v.picklist(['auto', 12, 24]), v.description('Hours of the clock. auto: as the locale has it.')),
    'auto',
  ),
  agenda: v.optional(agendaOptions, {}),
});

export type ViewOptions = v.InferOutput<typeof viewOptions>;
