import type { Cut, Trial } from '../../model/trial.ts';
import { writeDate } from '../../notation/dates.ts';
import { writeQuantity } from '../../shapes/median.ts';
import { type Flaw, rangeInMonths, type Spot, valueSpot } from './estimate.ts';

/** A cut with a date, in a trial that says when enrolment began. */
interface DatedCut {
  cut: Cut;
  date: string;
  /** First month of enrolment, such as 2015-03. */
  start: string;
  trial: Trial;
}

function datedCuts(trial: Trial): DatedCut[] {
  const start = trial.enrolment?.split('/')[0];
  if (!start) return [];
  return trial.cuts.flatMap((cut) => (cut.date ? [{ cut, date: cut.date, start, trial }] : []));
}

/** Data are not cut before the month in which enrolment began. */
export function checkCutDates(trial: Trial): Flaw[] {
  return datedCuts(trial)
    .filter(({ date, start }) => monthIndex(date) < monthIndex(start))
    .map((dated) => {
      const [cut, start] = [dated.date.slice(0, 7), dated.start].map(writeDate);
      return flaw(`the data cut-off is ${cut}, before enrolment began in ${start}`, dated, 'date');
    });
}

/** Median follow-up is at most the time from the first day of enrolment to the end of the cut’s month. */
export function checkFollowUp(trial: Trial): Flaw[] {
  return datedCuts(trial).flatMap((dated) => {
    const { followUp } = dated.cut;
    const months = monthIndex(dated.date) - monthIndex(dated.start) + 1;
    if (!followUp || months < 1 || rangeInMonths(followUp).low <= months) return [];
    const time = `the ${months} months from the start of enrolment to the data cut-off`;
    return [
      flaw(`a median follow-up of ${writeQuantity(followUp)} is longer than ${time}`, dated, 'followUp'),
    ];
  });
}

/** How many times the median follow-up a median that was reached may plainly be. */
const plausible = 2;

/**
 * A median time that was reached is at most the time from the first day of enrolment to the end of the
 * cut’s month; without dates, one beyond twice the median follow-up deserves a second look.
 */
export function checkMedians(trial: Trial): Flaw[] {
  return trial.findings.flatMap((finding): Flaw[] => {
    const { value, cut, endpoint } = finding;
    if (value.shape !== 'median' || typeof value.value === 'string' || endpoint.family !== 'time-to-event')
      return [];
    const { low } = rangeInMonths(value.value);
    const dated = datedCuts(trial).find((one) => one.cut === cut);
    const months = dated && monthIndex(dated.date) - monthIndex(dated.start) + 1;
    const spot = valueSpot(finding, 'value');
    const said = `a median of ${writeQuantity(value.value)}`;
    if (dated && months !== undefined && low > months) {
      const related = [
        { message: 'the data cut-off date', spot: cutSpot(trial, dated.cut, 'date') },
        { message: 'the enrolment', spot: { owner: trial.id, keys: ['enrolment'] } },
      ];
      const message = `${said} is longer than the ${months} months from the start of enrolment to the data cut-off`;
      return [{ severity: 'error', message, spot, related }];
    }
    const { followUp } = cut ?? {};
    if (!cut || !followUp || months !== undefined || low <= plausible * rangeInMonths(followUp).high)
      return [];
    const message = `${said} is more than twice the median follow-up of ${writeQuantity(followUp)}`;
    return [
      {
        severity: 'warning',
        message,
        spot,
        related: [{ message: 'the follow-up', spot: cutSpot(trial, cut, 'followUp') }],
      },
    ];
  });
}

function cutSpot({ id: owner }: Trial, { id }: Cut, key: string): Spot {
  return { owner, keys: ['cuts', id, key] };
}

/** Months from year 0 on, of a day or a month. */
function monthIndex(date: string): number {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return year * 12 + month;
}

function flaw(message: string, { cut, trial }: DatedCut, field: 'date' | 'followUp'): Flaw {
  const at = (key: string) => cutSpot(trial, cut, key);
  const cutDate = { message: 'the data cut-off date', spot: at('date') };
  const enrolment = { message: 'the enrolment', spot: { owner: trial.id, keys: ['enrolment'] } };
  return {
    severity: 'error',
    message,
    spot: at(field),
    related: field === 'date' ? [enrolment] : [cutDate, enrolment],
  };
}
