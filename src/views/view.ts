/** What a view is told beside what it shows. Views are pure: same input, same scene. */
import type { MeasureText } from '../scene/scene.ts';
import type { Memo } from './memo.ts';
import type { Theme } from './theme.ts';

export type HourCycle = '12' | '24';

export interface ViewContext {
  /** Size of the upright picture in pixels. */
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  /** BCP 47. Languages without words of their own get English ones; dates follow the locale. */
  readonly locale: string;
  readonly hourCycle: HourCycle;
  readonly measure: MeasureText;
  /** Pixels the content is moved by against burn-in; at most a few. */
  readonly drift?: { readonly x: number; readonly y: number };
  /** Of whoever draws again and again, so that a picture costs no more than what is new in it. */
  readonly memo?: Memo;
}
