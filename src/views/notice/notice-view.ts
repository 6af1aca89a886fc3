import type { Notice } from '../../model/agenda.ts';
import type { Scene } from '../../scene/scene.ts';
import type { ViewContext } from '../view.ts';
export function drawNotice(_notice: Notice, _context: ViewContext): Scene {
  throw new Error('later');
}
