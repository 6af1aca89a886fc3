/** The views: one line per kind. */
import type { Agenda } from '../model/agenda.ts';
import type { Scene } from '../scene/scene.ts';
import { drawAgenda } from './agenda/agenda-view.ts';
import type { ViewOptions } from './options.ts';
import type { ViewContext } from './view.ts';

type Draw = (agenda: Agenda, context: ViewContext, options: ViewOptions) => Scene;

const VIEWS: Readonly<Record<ViewOptions['kind'], Draw>> = {
  agenda: (agenda, context, { agenda: options }) => drawAgenda(agenda, context, options),
};

/** The scene that the section `[view]` of the configuration asks for. */
export function drawView(
  agenda: Agenda,
  context: ViewContext,
  options: Omit<ViewOptions, 'hourCycle'>,
): Scene {
  return VIEWS[options.kind](agenda, context, options as ViewOptions);
}
