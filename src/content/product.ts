import { endOf, inTime, type Period, periodPattern, toPeriod } from '../model/period.ts';
import { type Product, productSchema, type Region, type Sale, salesSections } from '../model/product.ts';
import type { Reference } from '../model/source.ts';
import { writePeriod } from '../notation/dates.ts';
import { regionName } from '../notation/terms.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import { type Entry, entriesAt, fitSchema, valueAt } from './schema.ts';

const salesShape = productSchema.shape.sales.shape;
const periodSchema = salesShape.periods.unwrap().valueType;
type Written = NonNullable<Entry<typeof periodSchema._zod.output>['whole']>;

/** Adds a product and its sales to the library. */
export function checkProduct(check: FileCheck): void {
  const { parsed, library, names, diagnostics } = check;
  const { id } = parsed.file;
  const file = fitSchema(productSchema, parsed, diagnostics);
  const written = salesSections.flatMap((section) =>
    entriesAt(salesShape[section].unwrap().valueType, parsed, ['sales', section]).map((entry) => ({
      section,
      entry,
      resolved: check.resolve(entry),
      restatedBy: restatementOf(entry, check),
    })),
  );
  if (!file) {
    names.fault('product', id);
    names.fault('address', id);
    return;
  }
  const { periods: _, quarters: __, years: ___, ...terms } = file.sales;
  const product: Product = { ...file, id, sales: { ...terms, periods: [] } };
  const { fiscalYearStart: start = 1, fiscalYearNamed: named = 'end' } = terms;
  const periodOf = (key: string) => toPeriod(key, { start, named });
  const sales = written.flatMap(({ section, entry, resolved, restatedBy }): Sale[] => {
    if (!resolved) return [];
    const { restated, us, international, regions, disclosed, value, ...rest } = resolved;
    const amount = amountOf(resolved, entry.keys, check);
    if (!amount) {
      names.fault('address', `${id}.${entry.id}`);
      return [];
    }
    const by = typeof restated === 'string' ? restated : restated?.in;
    return [
      {
        ...rest,
        ...amount,
        kind: 'sale',
        id: `${id}.${entry.id}`,
        product,
        period: periodOf(entry.id),
        section,
        regions: regionsOf({ us, international, regions }, entry.keys, check),
        ...(by !== undefined && {
          restated: { in: by, ...(periodPattern.test(by) && { by: periodOf(by) }) },
        }),
        ...(disclosed !== undefined && { disclosed: periodOf(disclosed) }),
        grade: resolved.grade ?? 'primary',
        references: [...resolved.references, ...restatedBy],
      },
    ];
  });
  product.sales.periods = sales.toSorted((a, b) => inTime(a.period, b.period));
  for (const sale of product.sales.periods) checkReports(sale, check);
  library.products.set(id, product);
  for (const sale of product.sales.periods) {
    const before = library.data.get(sale.id);
    if (before?.kind === 'sale') refuseTwice(before, sale, check);
    else library.data.set(sale.id, sale);
  }
}

/** Where a sale is written. */
function placeOfSale({ section, period }: Sale, { parsed }: FileCheck) {
  return parsed.placeOfKey(['sales', section, period.key]);
}

function refuseTwice(before: Sale, sale: Sale, check: FileCheck): void {
  const message = `the sales of ${sale.period.key} are also given under ‘${before.section}’`;
  check.complain('duplicate-key', message, placeOfSale(sale, check), {
    related: [{ message: 'given before', place: placeOfSale(before, check) }],
  });
}

/** The valid amount, and the one it replaced. */
function amountOf(
  { value, original, restated }: Pick<Written, 'value' | 'original' | 'restated'>,
  keys: Key[],
  { parsed, complain }: FileCheck,
): Pick<Sale, 'value' | 'valueKeys' | 'original'> | undefined {
  if (typeof restated === 'object') {
    const first = value ?? original;
    if (value && original) {
      const message = 'give the value first reported only once: as ‘value’ or as ‘original’';
      return complain('wrong-form', message, parsed.placeOf([...keys, 'original']));
    }
    return {
      value: restated.value,
      valueKeys: ['restated', 'value'],
      ...(first && { original: first }),
    };
  }
  if (!value) {
    const hints = original ? ['add restated: { value: …, in: … } beside ‘original’'] : [];
    return complain('missing-field', 'the field ‘value’ is missing', parsed.placeOfKey(keys), { hints });
  }
  if (original && restated === undefined) {
    const message = '‘original’ needs ‘restated’, which names the report that gave the later value';
    return complain('wrong-form', message, parsed.placeOf([...keys, 'original']));
  }
  return { value, valueKeys: ['value'], ...(original && { original }) };
}

/** The sources of a restatement; what it names is looked up in any case. */
function restatementOf({ keys, fields }: Entry<Written>, check: FileCheck): Reference[] {
  const { restated } = fields;
  if (typeof restated !== 'object') return [];
  const own = check.sources(restated.source, [...keys, 'restated', 'source']);
  if (periodPattern.test(restated.in)) return own;
  const source = check.find('source', restated.in, [...keys, 'restated', 'in']);
  return source && !own.some((one) => one.source === source) ? [{ source }, ...own] : own;
}

function regionsOf(
  { us, international, regions = {} }: Pick<Written, 'us' | 'international' | 'regions'>,
  keys: Key[],
  { parsed, complain }: FileCheck,
): Region[] {
  const own: Region[] = [
    ...(us ? [{ name: 'US', amount: us, keys: ['us'] }] : []),
    ...(international ? [{ name: 'International', amount: international, keys: ['international'] }] : []),
  ];
  const free = Object.entries(regions).map(([key, amount]) => ({
    name: regionName(key),
    amount,
    keys: ['regions', key],
  }));
  for (const region of free) {
    const before = own.find(({ name }) => name === region.name);
    if (!before) own.push(region);
    else
      complain(
        'duplicate-key',
        `the region ${region.name} is given twice`,
        parsed.placeOfKey([...keys, ...region.keys]),
        { related: [{ message: 'given before', place: parsed.placeOf([...keys, ...before.keys]) }] },
      );
  }
  return own;
}

/** Only a later report can give a period anew, or first show it on a line of its own. */
function checkReports(sale: Sale, { parsed, complain }: FileCheck): void {
  const keys = ['sales', sale.section, sale.period.key];
  const inside = typeof valueAt(parsed.data, [...keys, 'restated']) === 'object' ? ['in'] : [];
  const reports: [string, Period | undefined, string[]][] = [
    ['restated', sale.restated?.by, inside],
    ['disclosed', sale.disclosed, []],
  ];
  for (const [field, report, inner] of reports) {
    if (report === undefined || endOf(report) > endOf(sale.period)) continue;
    const message = `${field}: the report of ${writePeriod(report)} is not later than ${writePeriod(sale.period)}`;
    complain('early-report', message, parsed.placeOf([...keys, field, ...inner]));
  }
}
