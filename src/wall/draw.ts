/** From a picture to its scene: the same for the wall and for `daywall render`. PURE. */
import type { Config } from '../config/schema.ts';
import type { Picture } from '../daemon/picture.ts';
import type { MeasureText, Scene } from '../scene/scene.ts';
import { createMemo, type Memo } from '../views/memo.ts';
import { drawNotice } from '../views/notice/notice-view.ts';
import { drawView } from '../views/table.ts';
import type { ViewContext } from '../views/view.ts';

/** `size`: of the upright picture, in pixels. `memo`: of whoever draws more than one. */
export function drawPicture(
  picture: Picture,
  size: { readonly width: number; readonly height: number },
  config: Pick<Config, 'view' | 'locale'>,
  measure: MeasureText,
  memo: Memo = createMemo(),
): Scene {
  const { view, locale } = config;
  const context: ViewContext = {
    ...size,
    theme: view.theme,
    locale,
    hourCycle: view.hourCycle,
    measure,
    memo,
  };
  return picture.kind === 'notice'
    ? drawNotice(picture.notice, context)
    : drawView(picture.agenda, context, view);
}
