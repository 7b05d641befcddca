import { countsThatPrint } from '../../shapes/proportion.ts';
import type { WrittenShape } from '../../shapes/shapes.ts';
import type { WrittenValue } from '../cell-text.ts';
import type { Reason } from './coverage.ts';
import { absenceIn, confidence, spreadOf } from './limits.ts';
import type { Measurement } from './study.ts';
import { numeral, oneLine, timeIn, timesHundred, timeUnitOf, wholeNumeral } from './words.ts';

/** What a table of the record says of all its numbers. */
export interface Statement {
  title: string;
  description: string;
  timeFrame: string;
  paramType: string;
  dispersionType: string;
  unit: string;
  /** What was counted, where it is not participants: eyes, lesions. */
  unitsAnalysed?: string;
}

/** A number of the record with what it needs to be understood. */
export interface Reported {
  measurement: Measurement;
  /** Participants analysed. */
  of: string | undefined;
  /** Title of the row. */
  row: string;
}

type Mapped = { value: WrittenValue; doubt?: string } | { reason: Reason; text: string };

/** Maps a number of a table that says `statement` of all of its numbers. */
export type Form = (reported: Reported) => Mapped;

const people =
  '(?:participants?|patients?|subjects?|people|persons?|individuals|women|men|children|infants|volunteers|adults|pts)';
const countOfPeople = new RegExp(
  `^(?:(?:number|count|no\\.?|n) (?:of )?|study )?${people}(?: with .*| who .*|\\b.{0,40})?$`,
  'i',
);
const percent = /^(?:percent(?:age)?s?|%)(?:\s*\(%\))?/i;
const shareOfPeople = new RegExp(
  `^(?:percent(?:age)?s?|%|proportion|rate)\\s*(?:\\(%\\))?\\s*(?:of)?\\s*(?:the |all |study |evaluable |treated )?${people}`,
  'i',
);
const peopleInTitle = new RegExp(
  `\\b(?:percent(?:age)?|proportion|%|number|rate)s? of (?:the |all |study |evaluable )?${people}|\\b(?:response|remission|survival|relapse|incidence|control|cure|failure) rate\\b|\\brate of\\b`,
  'i',
);
const estimated =
  /kaplan|\bk-?m\b|cumulative (?:incidence|probability)|probability|\bsurvival\b|(?:event|progression|relapse|disease|failure|recurrence|metastasis)[- ]free|life[- ]?table|actuarial/i;
const overTime =
  /\bper (?:(\d+) )?((?:patient|person|woman|participant|subject)s?[- ]years?|(?:patient|person|woman|participant|subject)[- ]months?|years?|months?|weeks?|days?)\b/i;
const toAnEvent =
  /\bsurvival\b|\btime (?:to|until|from)\b|\bduration of (?:\w+ )?(?:response|remission|benefit|clinical benefit|disease control|stable disease)|free interval|\btime-to-/i;

/** How the numbers of a table are mapped. */
export function formOf(statement: Statement): Form {
  const { paramType, unit, title } = statement;
  const kind = paramType.toUpperCase();
  if (/COUNT_OF_UNITS/.test(kind)) return (reported) => counted(reported, statement.unitsAnalysed ?? unit);
  if (statement.unitsAnalysed !== undefined) return otherUnits(statement);
  if (/probability/i.test(unit)) return (reported) => landmark(reported, statement);
  if (/MEAN|MEDIAN|AVERAGE/.test(kind)) return averaged(statement);
  if (/COUNT_OF_PARTICIPANTS/.test(kind) || countOfPeople.test(unit)) return participants;
  if (overTime.test(unit) || /pearl index/i.test(`${unit} ${title}`))
    return (reported) => rated(reported, statement);
  if (isShare(statement)) return (reported) => shared(reported, statement);
  if (
    /\b(?:events?|episodes?|cases|doses|deaths|infections|hospitali[sz]ations|exacerbations|procedures|infusions|injections|visits)\b/i.test(
      unit,
    )
  )
    return (reported) =>
      wholeNumeral(reported.measurement.value) === undefined
        ? plain(reported, statement)
        : counted({ ...reported, of: undefined }, unit);
  if (percent.test(unit) && estimated.test(`${title} ${statement.description}`))
    return (reported) => landmark(reported, statement);
  return (reported) => plain(reported, statement);
}

function isShare({ unit, title, description }: Statement): boolean {
  if (shareOfPeople.test(unit)) return true;
  const isBare = /^(?:percent(?:age)?|%|percent \(%\)|proportion|rate|fraction)$/i.test(unit.trim());
  return (
    isBare &&
    (peopleInTitle.test(title) ||
      new RegExp(`(?:percent(?:age)?|proportion) of (?:the )?${people}`, 'i').test(description))
  );
}

function participants({ measurement, of }: Reported): Mapped {
  const events = wholeNumeral(measurement.value);
  if (events === undefined) return absent(measurement);
  if (of === undefined) return { value: { shape: 'count', raw: { value: events, unit: 'participants' } } };
  if (Number(events) > Number(of))
    return { reason: 'more than all', text: `${events} of ${of} participants` };
  const limits = /\d/.test(`${measurement.lowerLimit ?? ''}`)
    ? 'its limits were left out: they are not percentages'
    : undefined;
  return { value: { shape: 'proportion', raw: { events, of } }, ...(limits && { doubt: limits }) };
}

function counted({ measurement, of }: Reported, unit: string): Mapped {
  const value = wholeNumeral(measurement.value);
  if (value === undefined) return absent(measurement);
  return { value: { shape: 'count', raw: { value, ...(of !== undefined && { of }), unit } } };
}

/** Of eyes or lesions: the number of participants is not what the value is of. */
function otherUnits({ unitsAnalysed, ...statement }: Statement): Form {
  const { unit, paramType } = statement;
  if (/COUNT/.test(paramType) || countOfPeople.test(unit))
    return (reported) => counted(reported, unitsAnalysed ?? unit);
  const isPercent = shareOfPeople.test(unit) || percent.test(unit);
  const inner = isPercent ? (reported: Reported) => plain(reported, statement) : formOf(statement);
  return (reported) => inner({ ...reported, of: undefined });
}

/** A percentage of participants: with their number where only one prints so, as an estimate where none does. */
function shared(reported: Reported, statement: Statement): Mapped {
  const { measurement, of } = reported;
  const given = numeral(measurement.value);
  if (given === undefined) return absent(measurement);
  const isFraction = /^(?:proportion|fraction)/i.test(statement.unit) && Number(given) <= 1;
  const written = isFraction ? timesHundred(given) : given;
  if (Number(written) < 0 || Number(written) > 100)
    return { reason: 'not a number', text: `${given} as a percentage` };
  const scaled = isFraction ? hundredfold(measurement) : measurement;
  const limits = confidence(scaled, statement.dispersionType);
  if ('reason' in limits) return limits;
  const isEstimated = estimated.test(`${statement.title} ${statement.description}`);
  const time = timeOf(reported, statement);
  if (isEstimated && time !== undefined)
    return { value: { shape: 'rate', raw: { at: time, percent: written, ...limits.raw, ...withN(of) } } };
  const counts = of === undefined || of === '0' ? [] : countsThatPrint(written, Number(of));
  const note = isFraction ? `printed as the fraction ${given}` : undefined;
  if (counts.length === 1)
    return {
      value: {
        shape: 'proportion',
        raw: { events: 'derived', ...withN(of), percent: written, ...limits.raw },
      },
      ...(note && { doubt: note }),
    };
  const none = `no whole number of ${of} is ${written}%`;
  return {
    value: { shape: 'proportion', raw: { percent: written, ...limits.raw, ...withN(of) } },
    ...(of !== undefined && counts.length === 0 ? { doubt: none } : note && { doubt: note }),
  };
}

function hundredfold(measurement: Measurement): Measurement {
  const times = (text: string | undefined) => {
    const plainText = numeral(text);
    return plainText === undefined ? text : timesHundred(plainText);
  };
  return {
    ...measurement,
    lowerLimit: times(measurement.lowerLimit),
    upperLimit: times(measurement.upperLimit),
  };
}

/** An estimate with censoring at a time; a number with its unit where no time is stated. */
function landmark(reported: Reported, statement: Statement): Mapped {
  const { measurement, of } = reported;
  const value = numeral(measurement.value);
  if (value === undefined) return absent(measurement);
  const time = timeOf(reported, statement);
  if (time === undefined || Number(value) < 0 || Number(value) > 100) return plain(reported, statement);
  const limits = confidence(measurement, statement.dispersionType);
  if ('reason' in limits) return limits;
  return { value: { shape: 'rate', raw: { at: time, percent: value, ...limits.raw, ...withN(of) } } };
}

function timeOf({ row }: Reported, { title, timeFrame }: Statement): string | undefined {
  return timeIn(row) ?? timeIn(timeFrame) ?? timeIn(title);
}

function rated({ measurement, of }: Reported, statement: Statement): Mapped {
  const rate = numeral(measurement.value);
  if (rate === undefined) return absent(measurement);
  const limits = confidence(measurement, statement.dispersionType);
  if ('reason' in limits) return limits;
  const [, amount, time] = overTime.exec(statement.unit) ?? (['', '100', 'woman-years'] as const);
  const per = `${amount ?? '1'} ${(time ?? '').toLowerCase().replace(/s[- ]/, '-').replace(/ /g, '-')}`;
  return { value: { shape: 'eventRate', raw: { rate, per, ...limits.raw, ...withN(of) } } };
}

function plain({ measurement, of }: Reported, statement: Statement): Mapped {
  const value = numeral(measurement.value);
  if (value === undefined) return absent(measurement);
  const limits = confidence(measurement, statement.dispersionType);
  if ('reason' in limits) return limits;
  return { value: { shape: 'number', raw: { value, unit: statement.unit, ...limits.raw, ...withN(of) } } };
}

const averages: [RegExp, string][] = [
  [/GEOMETRIC/, 'geometricMean'],
  [/LEAST_SQUARES|ADJUSTED/, 'adjustedMean'],
  [/MEDIAN/, 'median'],
  [/MEAN|AVERAGE/, 'mean'],
];

/** Which average a table has, as a field of a measure; undefined when it has none. */
export function averageField(paramType: string): string | undefined {
  return averages.find(([pattern]) => pattern.test(paramType.toUpperCase()))?.[1];
}

function averaged(statement: Statement): Form {
  const { title, unit, dispersionType, paramType } = statement;
  const field = averageField(paramType) as string;
  const time = timeUnitOf(unit);
  const isInterval = dispersionType === '' || /confidence/i.test(dispersionType);
  if (field === 'median' && time !== undefined && isInterval && toAnEvent.test(title))
    return (reported) => medianTime(reported, time, statement);
  const change = changeIn(title);
  return ({ measurement, of }) => {
    const value = numeral(measurement.value);
    if (value === undefined) return absent(measurement);
    const spread = spreadOf(measurement, dispersionType);
    if ('reason' in spread) return spread;
    const raw = {
      [field]: value,
      unit,
      ...(change && { change }),
      ...spread.raw,
      ...withN(of === '0' ? undefined : of),
    };
    return { value: { shape: 'measure', raw }, ...(spread.doubt !== undefined && { doubt: spread.doubt }) };
  };
}

/** Whether a title names a change from baseline, absolute or in per cent of it. */
export function changeIn(title: string): 'from baseline' | 'per cent from baseline' | undefined {
  if (!/\bchanges?\b.{0,80}\bbaseline\b|\bbaseline\b.{0,40}\bchanges?\b/i.test(title)) return undefined;
  return /\b(?:percent(?:age)?|%|relative) change/i.test(title) ? 'per cent from baseline' : 'from baseline';
}

/** The median of a time to an event, whose limits may not have been reached. */
function medianTime({ measurement, of }: Reported, unit: string, statement: Statement): Mapped {
  const value = numeral(measurement.value);
  const limits = confidence(measurement, statement.dispersionType);
  if ('reason' in limits) return limits;
  if (value !== undefined) {
    if (Number(value) < 0) return { reason: 'contradicts itself', text: `a time of ${value} ${unit}` };
    return { value: { shape: 'median', raw: { value: `${value} ${unit}`, ...limits.raw, ...withN(of) } } };
  }
  const reason = absenceIn(measurement.comment);
  if (reason === undefined) return absent(measurement);
  if (reason !== 'few events' && reason !== 'not reached' && reason !== 'not estimable')
    return absent(measurement);
  const word = reason === 'not estimable' ? reason : 'not reached';
  const hasLimit = limits.raw.ci?.some((one) => /\d/.test(one)) === true;
  return {
    value: {
      shape: 'median',
      raw: { value: word, ...(hasLimit ? { ...limits.raw, unit } : {}), ...withN(of) },
    },
    ...(reason === 'few events' && { doubt: 'the record says NA for want of events: read as not reached' }),
  };
}

function withN(of: string | undefined): { of?: string } {
  return of === undefined ? {} : { of };
}

/** A value that the record does not give, with its reason; listed where none is understood. */
function absent({ value, comment }: Measurement): Mapped {
  const said = oneLine(comment);
  const isMissing = value === undefined || /^\s*(?:NA|N\/A|NE|NR|-+|)\s*$/i.test(value);
  if (!isMissing) return { reason: 'not a number', text: `‘${value}’` };
  const reason = absenceIn(comment);
  if (reason === undefined || reason === 'censored')
    return { reason: 'no reason given', text: said === undefined ? 'NA without a comment' : `NA: ${said}` };
  const shape: WrittenShape = 'unavailable';
  const written = reason === 'few events' ? 'not estimable' : reason;
  return { value: { shape, raw: { reason: written, ...(said !== undefined && { because: said }) } } };
}
