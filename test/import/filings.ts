import { type Filing, readFiling } from '../../src/import/sales/filing.ts';

/** A number of a made-up filing. */
export interface MadeFact {
  product?: string;
  /** Members of other axes by axis. */
  others?: Record<string, string>;
  region?: string;
  concept?: string;
  /** First and last day. */
  period: readonly [start: string, end: string];
  text: string;
  /** Further attributes: scale, decimals, sign, format. */
  as?: Record<string, string>;
  unit?: string;
}

export interface MadeFiling {
  form?: string;
  period?: readonly [start: string, end: string];
  year?: string;
  part?: string;
  yearEnd?: string;
  facts: readonly MadeFact[];
}

export const q1 = ['2025-01-01', '2025-03-31'] as const;
export const q2 = ['2025-04-01', '2025-06-30'] as const;
export const q3 = ['2025-07-01', '2025-09-30'] as const;
export const half = ['2025-01-01', '2025-06-30'] as const;
export const nineMonths = ['2025-01-01', '2025-09-30'] as const;
export const year = ['2025-01-01', '2025-12-31'] as const;

/** Sales of Zorvex. */
export function sales(
  period: readonly [string, string],
  text: string,
  more: Partial<MadeFact> = {},
): MadeFact {
  return { period, text, ...more };
}

export const us = { region: 'country:US' };
export const abroad = { region: 'us-gaap:NonUsMember' };
export const growthOf = {
  concept: 'ex:PercentageChangeInSales',
  unit: 'pure',
  as: { scale: '-2', decimals: '3' },
};

const units = { usd: 'iso4217:USD', eur: 'iso4217:EUR', pure: 'xbrli:pure' };

/** A small document of inline XBRL in the form that companies file. */
export function xbrlOf({
  form = '10-Q',
  period = half,
  year: fiscalYear = '2025',
  part = 'Q2',
  yearEnd = '12/31',
  facts,
}: MadeFiling): string {
  const contexts = facts.map((fact, index) => contextOf(`c-${index}`, fact));
  const cover = Object.entries({
    DocumentType: form,
    EntityRegistrantName: 'Example Pharma',
    TradingSymbol: 'EXPH',
    DocumentFiscalYearFocus: fiscalYear,
    DocumentFiscalPeriodFocus: part,
    CurrentFiscalYearEndDate: yearEnd,
    EntityCentralIndexKey: '0000001234',
  }).map(([name, text]) => `<ix:nonNumeric name="dei:${name}" contextRef="doc">${text}</ix:nonNumeric>`);
  const declared = Object.entries(units).map(
    ([id, measure]) => `<xbrli:unit id="${id}"><xbrli:measure>${measure}</xbrli:measure></xbrli:unit>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
  xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi">
<body><div style="display:none"><ix:header><ix:resources>
${contextOf('doc', { period, text: '', product: '' })}
${contexts.join('\n')}
${declared.join('\n')}
</ix:resources></ix:header></div>
<p>${cover.join(' ')}</p>
<table>
${facts.map((fact, index) => `<tr><td>${factOf(fact, index)}</td></tr>`).join('\n')}
</table></body></html>
`;
}

function contextOf(
  id: string,
  { product = 'ex:ZorvexMember', others = {}, region, period }: MadeFact,
): string {
  const members = {
    ...(product && { 'srt:ProductOrServiceAxis': product }),
    ...(region && { 'srt:StatementGeographicalAxis': region }),
    ...others,
  };
  const segment = Object.entries(members).map(
    ([axis, member]) => `<xbrldi:explicitMember dimension="${axis}">${member}</xbrldi:explicitMember>`,
  );
  const [start, end] = period;
  return `<xbrli:context id="${id}"><xbrli:entity><xbrli:identifier scheme="cik">1</xbrli:identifier>${
    segment.length > 0 ? `<xbrli:segment>${segment.join('')}</xbrli:segment>` : ''
  }</xbrli:entity><xbrli:period><xbrli:startDate>${start}</xbrli:startDate><xbrli:endDate>${end}</xbrli:endDate></xbrli:period></xbrli:context>`;
}

function factOf(
  { concept = 'us-gaap:Revenues', text, as = {}, unit = 'usd' }: MadeFact,
  index: number,
): string {
  const attributes = Object.entries({ scale: '6', decimals: '-6', ...as }).map(
    ([name, value]) => ` ${name}="${value}"`,
  );
  return `<ix:nonFraction id="f-${index}" name="${concept}" contextRef="c-${index}" unitRef="${unit}"${attributes.join('')}>${text}</ix:nonFraction>`;
}

export function filingOf(made: MadeFiling, name = 'filing.htm'): Filing {
  return readFiling(Buffer.from(xbrlOf(made)), name);
}
