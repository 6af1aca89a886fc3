/** From the state to what is to be seen: the agenda, or a notice in its place. PURE. */
import { type CalendarInput, makeAgenda } from '../agenda/agenda.ts';
import type { Agenda, ConfigProblem, Notice } from '../model/agenda.ts';
import type { Instant, Moment } from '../model/time.ts';
import type { FeedState, State } from './state.ts';

export type Picture =
  | { readonly kind: 'agenda'; readonly agenda: Agenda }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** A calendar as configured, as far as the picture is concerned. */
export type ShownCalendar = Pick<CalendarInput, 'calendar' | 'declined' | 'free' | 'show'>;

export interface PictureSettings {
  readonly calendars: readonly ShownCalendar[];
  readonly days: number;
  readonly staleAfterMinutes: number;
  /** File in which calendars are to be named, for the first run. */
  readonly configFile: string;
  readonly configProblem: ConfigProblem | null;
  /** A clock that is earlier and not known to be right is wrong. */
  readonly oldestTrueTime: Instant;
}

function toInput(
  shown: ShownCalendar,
  feed: FeedState | undefined,
  moment: (at: Instant) => Moment,
): CalendarInput {
  const lastSuccess = feed?.lastSuccess ?? null;
  return {
    ...shown,
    content: feed?.content ?? null,
    lastSuccess: lastSuccess === null ? null : moment(lastSuccess),
    failure: feed?.failure ?? null,
    warningCount: (feed?.content?.warningCount ?? 0) + (feed?.content?.cutCount ?? 0),
  };
}

/**
 * What the wall shows at `now`. `moment` reads an instant on the clock of the display zone.
 * An agenda needs something to show; a clock that is surely wrong would make any agenda a lie.
 */
export function choosePicture(
  state: State,
  settings: PictureSettings,
  now: Moment,
  moment: (at: Instant) => Moment,
): Picture {
  if (settings.calendars.length === 0) {
    if (settings.configProblem !== null) {
      return { kind: 'notice', notice: { kind: 'config-error', problem: settings.configProblem } };
    }
    return { kind: 'notice', notice: { kind: 'first-run', configFile: settings.configFile } };
  }
  if (!state.clockTrusted && now.instant < settings.oldestTrueTime)
    return { kind: 'notice', notice: { kind: 'clock-untrusted', now } };
  const agenda = makeAgenda({
    calendars: settings.calendars.map((shown) =>
      toInput(
        shown,
        state.feeds.find((feed) => feed.id === shown.calendar.id),
        moment,
      ),
    ),
    now,
    days: settings.days,
    staleAfterMinutes: settings.staleAfterMinutes,
    clock: state.clockTrusted ? 'trusted' : 'untrusted',
    configProblem: settings.configProblem,
  });
  const hasData = state.feeds.some((feed) => feed.content !== null);
  return hasData
    ? { kind: 'agenda', agenda }
    : { kind: 'notice', notice: { kind: 'no-data-yet', status: agenda.status } };
}
