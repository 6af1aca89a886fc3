/** How dates and times are written in Arabic, Hebrew, Japanese and Chinese. From Unicode CLDR 48. */
import { type DateForms, type DayForm, type FormRow, sameShort } from './date-forms.ts';

/** Arabic has one form of each month, by region. */
function arabic(months: string, zero: string): DateForms {
  const weekdays = 'الاثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد';
  return {
    weekdays: { long: weekdays, short: weekdays },
    ...sameShort('{d} {m}', months, months),
    separator: ':',
    periods: 'ص,م',
    zero,
  };
}

const ARABIC_MONTHS = 'يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر';
const MAGHREB_MONTHS = 'جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية,أوت,سبتمبر,أكتوبر,نوفمبر,ديسمبر';
const MOROCCO_MONTHS = 'يناير,فبراير,مارس,أبريل,ماي,يونيو,يوليوز,غشت,شتنبر,أكتوبر,نونبر,دجنبر';
const LEVANT_MONTHS =
  'كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول';

const HEBREW: DateForms = {
  weekdays: {
    long: 'יום שני,יום שלישי,יום רביעי,יום חמישי,יום שישי,יום שבת,יום ראשון',
    short: 'יום ב׳,יום ג׳,יום ד׳,יום ה׳,יום ו׳,שבת,יום א׳',
  },
  ...sameShort(
    '{d} ב{m}',
    'ינואר,פברואר,מרץ,אפריל,מאי,יוני,יולי,אוגוסט,ספטמבר,אוקטובר,נובמבר,דצמבר',
    'ינו׳,פבר׳,מרץ,אפר׳,מאי,יוני,יולי,אוג׳,ספט׳,אוק׳,נוב׳,דצמ׳',
  ),
  separator: ':',
  periods: 'AM,PM',
  zero: '0',
};

/** Chinese and Japanese number the months. */
function numbered(weekdays: DateForms['weekdays'], periods: string): DateForms {
  const day: DayForm = { pattern: '{m}{d}日', months: NUMBERED_MONTHS };
  const dayAndMonth = { long: day, short: day };
  return { weekdays, months: NUMBERED_MONTHS, dayAndMonth, separator: ':', periods, zero: '0' };
}

const NUMBERED_MONTHS = '1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月';
const CHINESE_DAYS = '星期一,星期二,星期三,星期四,星期五,星期六,星期日';

export const EASTERN: readonly FormRow[] = [
  ['ar ar-001 ar-AE ar-LY', arabic(ARABIC_MONTHS, '0')],
  ['ar-BH ar-EG ar-KW ar-OM ar-QA ar-SA ar-YE', arabic(ARABIC_MONTHS, '٠')],
  ['ar-DZ ar-TN', arabic(MAGHREB_MONTHS, '0')],
  ['ar-IQ ar-JO ar-LB ar-SY', arabic(LEVANT_MONTHS, '٠')],
  ['ar-MA', arabic(MOROCCO_MONTHS, '0')],
  ['he he-IL', HEBREW],
  [
    'ja ja-JP',
    numbered(
      { long: '月曜日,火曜日,水曜日,木曜日,金曜日,土曜日,日曜日', short: '月,火,水,木,金,土,日' },
      '午前,午後',
    ),
  ],
  [
    'zh zh-CN zh-Hans zh-Hans-CN zh-SG',
    numbered({ long: CHINESE_DAYS, short: '周一,周二,周三,周四,周五,周六,周日' }, '上午,下午'),
  ],
  [
    'zh-HK zh-Hant zh-Hant-HK zh-Hant-TW zh-MO zh-TW',
    numbered({ long: CHINESE_DAYS, short: '週一,週二,週三,週四,週五,週六,週日' }, '上午,下午'),
  ],
];
