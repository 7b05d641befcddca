import type { Reason } from './coverage.ts';
import type { Measurement } from './study.ts';
import { numeral, oneLine } from './words.ts';

type Limits = { raw: { ci?: string[]; level?: string } } | { reason: Reason; text: string };

/** Confidence limits, where the table says that its limits are that. */
export function confidence({ lowerLimit, upperLimit, comment }: Measurement, dispersionType: string): Limits {
  const match = /(\d+(?:\.\d+)?)\s*%?\s*confidence/i.exec(dispersionType);
  const isInterval = match !== null || /confidence/i.test(dispersionType);
  if (!isInterval || (lowerLimit === undefined && upperLimit === undefined)) return { raw: {} };
  const limits = [lowerLimit, upperLimit].map((limit) => limitIn(limit, comment));
  if (limits.every((limit) => limit === undefined)) return { raw: {} };
  if (limits.some((limit) => limit === undefined))
    return { reason: 'not a number', text: `limits ${lowerLimit} and ${upperLimit}` };
  if (limits.every((limit) => !/\d/.test(limit as string))) return { raw: {} };
  const level = match?.[1];
  return { raw: { ci: limits as string[], ...(level !== undefined && level !== '95' && { level }) } };
}

/** A limit that is a number, or why there is none; undefined where it is neither. */
function limitIn(limit: string | undefined, comment: string | undefined): string | undefined {
  const value = numeral(limit);
  if (value !== undefined) return value;
  if (limit === undefined) return 'not reported';
  if (!/^\s*(?:NA|N\/A|NE|NR)\s*$/i.test(limit)) return undefined;
  const reason = absenceIn(comment);
  return reason === 'not reached' ? reason : reason === undefined ? 'not reported' : 'not estimable';
}

type Spread =
  | {
      raw: {
        sd?: string;
        se?: string;
        gcv?: string;
        iqr?: string[];
        range?: string[];
        ci?: string[];
        level?: string;
      };
      doubt?: string;
    }
  | { reason: Reason; text: string };

/** The dispersion of an average, as the table says what its limits and spread are. */
export function spreadOf(measurement: Measurement, dispersionType: string): Spread {
  const kind = dispersionType.replaceAll('_', ' ').toLowerCase();
  if (/confidence/.test(kind)) return confidence(measurement, dispersionType);
  const field = /geometric coefficient|geometric cv/.test(kind)
    ? 'gcv'
    : /standard error/.test(kind)
      ? 'se'
      : /geometric standard|log/.test(kind)
        ? undefined
        : /standard dev/.test(kind)
          ? 'sd'
          : undefined;
  if (field) {
    const value = numeral(measurement.spread);
    if (value === undefined)
      return {
        raw: {},
        ...(measurement.spread === undefined || /^\s*NA\s*$/i.test(measurement.spread)
          ? {}
          : { doubt: `the dispersion ‘${measurement.spread}’ was left out: it is not a number` }),
      };
    return { raw: { [field]: value } };
  }
  const pair = /inter.?quartile/.test(kind) ? 'iqr' : /range/.test(kind) ? 'range' : undefined;
  if (pair) {
    const limits = [measurement.lowerLimit, measurement.upperLimit].map((limit) =>
      limitIn(limit, measurement.comment),
    );
    if (limits.every((limit) => limit !== undefined && /\d/.test(limit)))
      return { raw: { [pair]: limits as string[] } };
    return { raw: {} };
  }
  if (kind === '' || kind === 'na') return { raw: {} };
  return { raw: {}, doubt: `the dispersion was left out: ‘${dispersionType}’ is not one that is known` };
}

type Absence =
  | 'not reached'
  | 'few events'
  | 'not estimable'
  | 'not calculated'
  | 'below the limit of quantification'
  | 'nobody analysed'
  | 'censored';

const absences: [RegExp, Absence][] = [
  [/not summari[sz]ed for participants with censored/i, 'censored'],
  [/not (?:been |yet )?(?:reached|attained|achieved)|was reached by none/i, 'not reached'],
  [
    /(?:insufficient|limited|low|too few|small|inadequate) (?:number|events|amount)?.{0,40}\bevents?\b|few events|no events|due to (?:the )?(?:low|few)/i,
    'few events',
  ],
  [
    /below .{0,40}(?:quantif|detect|LLOQ|LOQ|BLQ)|\bBLQ\b|less than .{0,20}LLOQ/i,
    'below the limit of quantification',
  ],
  [
    /no (?:participants?|patients?|subjects?|data)\b.{0,60}|(?:0|zero|none of the) (?:participants?|patients?|subjects?)|not (?:been )?(?:analy[sz]ed|evaluated|assessed|collected|available)|no one|nobody/i,
    'nobody analysed',
  ],
  [
    /not (?:be |been )?(?:estimable|evaluable|estimated|determined)|un(?:able|estimable)|could not be (?:estimated|determined|evaluated)|inestimable/i,
    'not estimable',
  ],
  [
    /not (?:be |been )?(?:calculated|calculable|computed|reported|summari[sz]ed|applicable|presented)|could not be calculated|fewer than|less than|only (?:one|1|two|2|\d+)|as there (?:was|were)|n\s*[<=]\s*\d|single (?:participant|patient|subject)/i,
    'not calculated',
  ],
];

/** Why a number is missing, as a comment of the record says it; undefined where it does not, or is not understood. */
export function absenceIn(comment: string | undefined): Absence | undefined {
  const said = oneLine(comment);
  return said === undefined ? undefined : absences.find(([pattern]) => pattern.test(said))?.[1];
}
