import { type Product, productSchema, type Sale } from '../model/product.ts';
import { writeQuarter } from '../notation/dates.ts';
import type { FileCheck } from './file-check.ts';
import { entriesAt, fitSchema } from './schema.ts';

const { quarters: quartersSchema, years: yearsSchema } = productSchema.shape.sales.shape;

/** Adds a product and its sales to the library. */
export function checkProduct(check: FileCheck): void {
  const { parsed, library, names, diagnostics } = check;
  const { id } = parsed.file;
  const file = fitSchema(productSchema, parsed, diagnostics);
  const quarters = entriesAt(quartersSchema.valueType, parsed, ['sales', 'quarters']).flatMap(
    (entry) => check.resolve(entry) ?? [],
  );
  for (const year of entriesAt(yearsSchema.unwrap().valueType, parsed, ['sales', 'years']))
    check.resolve(year);
  if (!file) {
    names.fault('product', id);
    names.fault('address', id);
    return;
  }
  const product: Product = { ...file, id, sales: { ...file.sales, quarters: [] } };
  product.sales.quarters = quarters
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      (sale): Sale => ({
        ...sale,
        kind: 'sale',
        id: `${id}.${sale.id}`,
        product,
        quarter: sale.id,
        grade: sale.grade ?? 'primary',
      }),
    );
  for (const sale of product.sales.quarters) checkReports(sale, check);
  library.products.set(id, product);
  for (const sale of product.sales.quarters) library.data.set(sale.id, sale);
}

/** Only a later report can give a quarter anew, or first show it on a line of its own. */
function checkReports({ quarter, restated, disclosed }: Sale, { parsed, complain }: FileCheck): void {
  for (const [field, report] of Object.entries({ restated, disclosed })) {
    if (report === undefined || report > quarter) continue;
    const message = `${field}: the report of ${writeQuarter(report)} is not later than ${writeQuarter(quarter)}`;
    complain('early-report', message, parsed.placeOf(['sales', 'quarters', quarter, field]));
  }
}
