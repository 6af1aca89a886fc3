import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Agenda, Notice } from '../../src/model/agenda.ts';
import { drawNotice } from '../../src/views/notice/notice-view.ts';
import type { ViewContext } from '../../src/views/view.ts';
import { WORD_LANGUAGES } from '../../src/views/words.ts';
import { moment, SAMPLES } from './sample-agendas.ts';
import { assertSound, fakeMeasure, textsOf } from './sound-scene.ts';

const CONTEXT: ViewContext = {
  width: 1920,
  height: 1080,
  theme: 'light',
  locale: 'en',
  hourCycle: '24',
  measure: fakeMeasure,
};

const stale = SAMPLES.stale as Agenda;
const problem = {
  file: '/etc/daywall/daywall.toml',
  line: 12,
  key: 'view.theme',
  message: '"drak" is not known; allowed are "light" and "dark".',
};
const NOTICES: readonly Notice[] = [
  { kind: 'first-run', configFile: '/home/pi/.config/daywall/daywall.toml' },
  { kind: 'no-data-yet', status: { ...stale.status, configProblem: null } },
  { kind: 'config-error', problem },
  { kind: 'clock-untrusted', now: moment('1970-01-01 00:03') },
];

function textOf(notice: Notice): string {
  return textsOf(drawNotice(notice, CONTEXT))
    .map(({ text }) => text)
    .join('\n');
}

for (const notice of NOTICES) {
  test(`${notice.kind}: sound at every size and in every language`, () => {
    for (const locale of WORD_LANGUAGES) {
      for (const [width, height] of [
        [1920, 1080],
        [1080, 1920],
        [480, 320],
        [320, 480],
      ] as const) {
        assertSound(drawNotice(notice, { ...CONTEXT, width, height, locale }), fakeMeasure);
      }
    }
  });
}

test('the first run says where the configuration is, what belongs in it and how to check it', () => {
  const [firstRun] = NOTICES;
  assert.match(textOf(firstRun as Notice), /daywall\.toml.*\[\[calendars\]\].*url = .*daywall check/s);
});

test('a config error names file, line, key, what is wrong and what to do', () => {
  const text = textOf({ kind: 'config-error', problem });
  assert.match(text, /daywall\.toml.*line 12, view\.theme.*"drak" is not known.*Correct the file/s);
});

test('waiting names each calendar and what troubles it', () => {
  const text = textOf(NOTICES[1] as Notice);
  assert.match(text, /Family.*no connection.*Holidays.*access denied.*Work/s);
});
