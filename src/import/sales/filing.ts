import { createHash } from 'node:crypto';
import { asSlug } from '../../model/slug.ts';
import type { Tree } from '../tree.ts';
import { type Fact, NotXbrl, readInlineXbrl } from './inline-xbrl.ts';

/** A 10-Q or 10-K with its numbers of product sales. */
export interface Filing {
  /** Key of its source: `jnj-10q-2025-q2`. */
  id: string;
  /** As messages name it. */
  name: string;
  bytes: Buffer;
  sha256: string;
  company: string;
  /** `10-Q`, `10-K/A`. */
  form: string;
  start?: string;
  end: string;
  /** Day on which the company’s fiscal year ends, as the cover has it. */
  yearEnd?: string;
  lines: Line[];
  /** As an entry of sources, without the day of its retrieval. */
  source: { [field: string]: Tree };
}

/** One product in a filing: its member with those of every other axis but the region’s. */
export interface Line {
  key: string;
  /** Members of the axes of products, with their prefixes. */
  products: string[];
  /** Members of the other axes. */
  others: string[];
  facts: Fact[];
}

/** What a number of product sales is. */
export type Kind = 'revenue' | 'second revenue' | 'growth';

/** Reads a filing. `name` is that of its file, which may contain its day and accession number. Throws `NotXbrl`. */
export function readFiling(bytes: Buffer, name: string): Filing {
  const { facts, cover, period } = readInlineXbrl(decode(bytes));
  const form = cover.get('dei:DocumentType');
  if (form === undefined || !period) throw new NotXbrl('its cover page has no tagged type of document');
  if (!/^10-[QK]/.test(form)) throw new NotXbrl(`it is a form ${form}; expected a 10-Q or 10-K`);
  const company = cover.get('dei:EntityRegistrantName') ?? 'unknown company';
  const id = idOf(cover, form, company, period.end);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const yearEnd = cover.get('dei:CurrentFiscalYearEndDate');
  return {
    id,
    name,
    bytes,
    sha256,
    company,
    form,
    ...period,
    ...(yearEnd !== undefined && { yearEnd }),
    lines: linesOf(facts),
    source: { ...sourceOf(cover, { form, company, end: period.end, name }), sha256 },
  };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Cover = ReadonlyMap<string, string>;

/** `Q2 of fiscal 2025`, or the day where the cover does not name the quarter. */
function fiscalOf(cover: Cover): { year: string; part: string } | undefined {
  const year = cover.get('dei:DocumentFiscalYearFocus') ?? '';
  const part = cover.get('dei:DocumentFiscalPeriodFocus') ?? '';
  return /^\d{4}$/.test(year) && /^(?:Q[1-4]|FY)$/.test(part) ? { year, part } : undefined;
}

function idOf(cover: Cover, form: string, company: string, end: string): string {
  const fiscal = fiscalOf(cover);
  const who = asSlug(cover.get('dei:TradingSymbol') ?? company).slice(0, 30);
  const what = form.toLowerCase().replace(/[^0-9a-z]/g, '');
  const when = fiscal ? `${fiscal.year}${fiscal.part === 'FY' ? '' : `-${fiscal.part.toLowerCase()}`}` : end;
  return `${who}-${what}-${when}`;
}

const ordinals: Record<string, string> = { Q1: 'first', Q2: 'second', Q3: 'third', Q4: 'fourth' };

function sourceOf(
  cover: Cover,
  { form, company, end, name }: Pick<Filing, 'form' | 'company' | 'end' | 'name'>,
): { [field: string]: Tree } {
  const fiscal = fiscalOf(cover);
  const ordinal = ordinals[fiscal?.part ?? ''];
  const when = fiscal
    ? ordinal
      ? `for the ${ordinal} quarter of ${fiscal.year}`
      : `for ${fiscal.year}`
    : `to ${end}`;
  const day = /(?<!\d)(20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)/.exec(name)?.[1];
  const filed = day !== undefined && day > end ? day : undefined;
  const accession = accessionIn(name);
  const cik = cover.get('dei:EntityCentralIndexKey')?.replace(/^0+/, '');
  return {
    title: `${company}, Form ${form} ${when}`,
    publisher: 'SEC',
    type: 'filing',
    year: (filed ?? end).slice(0, 4),
    ...(filed !== undefined && { date: filed }),
    ...(accession !== undefined && {
      ...(cik && {
        url: `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replaceAll('-', '')}/`,
      }),
      accession,
    }),
    access: 'excerpt',
  };
}

/** The accession number in the name of a file: `0000200406-25-000160`, or its eighteen digits. */
function accessionIn(name: string): string | undefined {
  const [, filer, year, number] = /(?<!\d)(\d{10})-?(\d{2})-?(\d{6})(?!\d)/.exec(name) ?? [];
  return filer === undefined ? undefined : `${filer}-${year}-${number}`;
}

function linesOf(facts: readonly Fact[]): Line[] {
  const lines = new Map<string, Line>();
  for (const fact of facts) {
    const members = [...fact.members].sort(([a], [b]) => (a < b ? -1 : 1));
    const products = members.flatMap(([axis, member]) => (isProductAxis(axis) ? [member] : []));
    if (products.length === 0 || kindOf(fact) === undefined) continue;
    const others = members.flatMap(([axis, member]) =>
      isProductAxis(axis) || isRegionAxis(axis) ? [] : [member],
    );
    const key = members
      .flatMap(([axis, member]) => (isRegionAxis(axis) ? [] : [`${axis}=${member}`]))
      .join(' ');
    const line = lines.get(key) ?? { key, products, others, facts: [] };
    line.facts.push(fact);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function isProductAxis(axis: string): boolean {
  return /:\w*Product\w*Axis$/.test(axis);
}

function isRegionAxis(axis: string): boolean {
  return /:\w*Geograph\w*Axis$/.test(axis);
}

/** The member of the axis of regions, such as country:US; undefined of a worldwide number. */
export function regionMemberOf({ members }: Fact): string | undefined {
  return [...members].find(([axis]) => isRegionAxis(axis))?.[1];
}

/** What a number is, by its concept and unit; undefined of what is not about sales. */
export function kindOf({ concept, unit }: Fact): Kind | undefined {
  const name = concept.slice(concept.indexOf(':') + 1);
  if (unit === 'xbrli:pure')
    return /Percent/.test(name) && /Change|Growth|Increase/.test(name) && /Sales|Revenue/.test(name)
      ? 'growth'
      : undefined;
  if (!unit.startsWith('iso4217:') || /Remaining|Obligation|Deferred|Recognized|Cost/.test(name))
    return undefined;
  if (/^RevenueFromCollaborative/.test(name)) return 'second revenue';
  return /^(?:Net)?(?:Product)?(?:Sales|Revenues?)(?![a-z])/.test(name) ? 'revenue' : undefined;
}

/** A name as it is compared: `jnj:DARZALEXMember` and Darzalex are `darzalex`. */
export function foldedName(name: string): string {
  return name
    .slice(name.indexOf(':') + 1)
    .replace(/Member$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
