/** How dates and times are written in the languages of Latin letters. From Unicode CLDR 48. */
import { type DateForms, type FormRow, sameShort } from './date-forms.ts';

const GERMAN: DateForms = {
  weekdays: {
    long: 'Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag,Sonntag',
    short: 'Mo,Di,Mi,Do,Fr,Sa,So',
  },
  months: 'Jan,Feb,Mär,Apr,Mai,Jun,Jul,Aug,Sep,Okt,Nov,Dez',
  dayAndMonth: {
    long: {
      pattern: '{d}. {m}',
      months: 'Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember',
    },
    short: { pattern: '{d}. {m}', months: 'Jan.,Feb.,März,Apr.,Mai,Juni,Juli,Aug.,Sept.,Okt.,Nov.,Dez.' },
  },
  separator: ':',
  periods: 'AM,PM',
  zero: '0',
};

const AUSTRIAN: DateForms = {
  ...GERMAN,
  months: 'Jän,Feb,Mär,Apr,Mai,Jun,Jul,Aug,Sep,Okt,Nov,Dez',
  dayAndMonth: {
    long: {
      pattern: '{d}. {m}',
      months: 'Jänner,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember',
    },
    short: { pattern: '{d}. {m}', months: 'Jän.,Feb.,März,Apr.,Mai,Juni,Juli,Aug.,Sep.,Okt.,Nov.,Dez.' },
  },
};

const ENGLISH_MONTHS =
  'January,February,March,April,May,June,July,August,September,October,November,December';

function english(pattern: string, short: string, periods: string): DateForms {
  return {
    weekdays: {
      long: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
      short: 'Mon,Tue,Wed,Thu,Fri,Sat,Sun',
    },
    ...sameShort(pattern, ENGLISH_MONTHS, short),
    separator: ':',
    periods,
    zero: '0',
  };
}

const AMERICAN = english('{m} {d}', 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec', 'AM,PM');
const BRITISH = english('{d} {m}', 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sept,Oct,Nov,Dec', 'am,pm');

const AUSTRALIAN: DateForms = {
  ...BRITISH,
  dayAndMonth: {
    ...BRITISH.dayAndMonth,
    short: { pattern: '{d} {m}', months: 'Jan,Feb,Mar,Apr,May,June,July,Aug,Sept,Oct,Nov,Dec' },
  },
};

function spanish(short: string, periods: string): DateForms {
  const months = 'enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre';
  return {
    weekdays: {
      long: 'lunes,martes,miércoles,jueves,viernes,sábado,domingo',
      short: 'lun,mar,mié,jue,vie,sáb,dom',
    },
    months: short,
    dayAndMonth: {
      long: { pattern: '{d} de {m}', months },
      short: { pattern: '{d} {m}', months: short },
    },
    separator: ':',
    periods,
    zero: '0',
  };
}

const SPANISH_SHORT = 'ene,feb,mar,abr,may,jun,jul,ago,sept,oct,nov,dic';

function french(short: string, separator: string, periods: string): DateForms {
  const months = 'janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre';
  return {
    weekdays: {
      long: 'lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche',
      short: 'lun.,mar.,mer.,jeu.,ven.,sam.,dim.',
    },
    ...sameShort('{d} {m}', months, short),
    separator,
    periods,
    zero: '0',
  };
}

const ITALIAN: DateForms = {
  weekdays: {
    long: 'lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica',
    short: 'lun,mar,mer,gio,ven,sab,dom',
  },
  ...sameShort(
    '{d} {m}',
    'gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre',
    'gen,feb,mar,apr,mag,giu,lug,ago,set,ott,nov,dic',
  ),
  separator: ':',
  periods: 'AM,PM',
  zero: '0',
};

const DUTCH: DateForms = {
  weekdays: {
    long: 'maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag',
    short: 'ma,di,wo,do,vr,za,zo',
  },
  ...sameShort(
    '{d} {m}',
    'januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december',
    'jan,feb,mrt,apr,mei,jun,jul,aug,sep,okt,nov,dec',
  ),
  separator: ':',
  periods: 'a.m.,p.m.',
  zero: '0',
};

const POLISH: DateForms = {
  weekdays: {
    long: 'poniedziałek,wtorek,środa,czwartek,piątek,sobota,niedziela',
    short: 'pon.,wt.,śr.,czw.,pt.,sob.,niedz.',
  },
  ...sameShort(
    '{d} {m}',
    'stycznia,lutego,marca,kwietnia,maja,czerwca,lipca,sierpnia,września,października,listopada,grudnia',
    'sty,lut,mar,kwi,maj,cze,lip,sie,wrz,paź,lis,gru',
  ),
  separator: ':',
  periods: 'AM,PM',
  zero: '0',
};

const BRAZILIAN: DateForms = {
  weekdays: {
    long: 'segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,sábado,domingo',
    short: 'seg.,ter.,qua.,qui.,sex.,sáb.,dom.',
  },
  ...sameShort(
    '{d} de {m}',
    'janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro',
    'jan.,fev.,mar.,abr.,mai.,jun.,jul.,ago.,set.,out.,nov.,dez.',
  ),
  separator: ':',
  periods: 'AM,PM',
  zero: '0',
};

const PORTUGUESE: DateForms = {
  ...BRAZILIAN,
  weekdays: { ...BRAZILIAN.weekdays, short: 'segunda,terça,quarta,quinta,sexta,sábado,domingo' },
  dayAndMonth: {
    ...BRAZILIAN.dayAndMonth,
    short: { pattern: '{d}/{m}', months: '01,02,03,04,05,06,07,08,09,10,11,12' },
  },
  periods: 'a.m.,p.m.',
};

const SWEDISH: DateForms = {
  weekdays: {
    long: 'måndag,tisdag,onsdag,torsdag,fredag,lördag,söndag',
    short: 'mån,tis,ons,tors,fre,lör,sön',
  },
  ...sameShort(
    '{d} {m}',
    'januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december',
    'jan.,feb.,mars,apr.,maj,juni,juli,aug.,sep.,okt.,nov.,dec.',
  ),
  separator: ':',
  periods: 'fm,em',
  zero: '0',
};

export const WESTERN: readonly FormRow[] = [
  ['de de-DE de-CH de-BE de-LI de-LU', GERMAN],
  ['de-AT de-IT', AUSTRIAN],
  ['en en-US', AMERICAN],
  ['en-CA', { ...AMERICAN, periods: 'a.m.,p.m.' }],
  ['en-GB en-IE en-IN en-NZ en-SG', BRITISH],
  ['en-AU', AUSTRALIAN],
  ['es es-AR es-ES', spanish(SPANISH_SHORT, 'a. m.,p. m.')],
  ['es-419 es-US', spanish(SPANISH_SHORT, 'a.m.,p.m.')],
  ['es-MX', spanish(SPANISH_SHORT.replace('sept', 'sep'), 'a.m.,p.m.')],
  [
    'fr fr-BE fr-CH fr-FR fr-LU',
    french('janv.,févr.,mars,avr.,mai,juin,juil.,août,sept.,oct.,nov.,déc.', ':', 'AM,PM'),
  ],
  ['fr-CA', french('janv.,févr.,mars,avr.,mai,juin,juill.,août,sept.,oct.,nov.,déc.', ' h ', 'a.m.,p.m.')],
  ['it it-CH it-IT', ITALIAN],
  ['nl nl-BE nl-NL', DUTCH],
  ['pl pl-PL', POLISH],
  ['pt pt-BR', BRAZILIAN],
  ['pt-PT', PORTUGUESE],
  ['sv sv-SE', SWEDISH],
  ['sv-FI', { ...SWEDISH, separator: '.' }],
];
