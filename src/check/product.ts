import type { Parsed } from '../content/parse.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { Library } from '../model/library.ts';
import { type Product, productSchema, type Sale } from '../model/product.ts';
import type { References } from './references.ts';
import { fitSchema } from './schema.ts';

/** Adds a product and its sales to the library. */
export function checkProduct(
  parsed: Parsed,
  library: Library,
  references: References,
  diagnostics: Diagnostic[],
): void {
  const file = fitSchema(productSchema, parsed, diagnostics);
  if (!file) return;
  const { id } = parsed.file;
  const product: Product = { ...file, id, sales: { ...file.sales, quarters: [] } };
  product.sales.quarters = Object.entries(file.sales.quarters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([quarter, { source, ...sale }]): Sale => {
      const keys = ['sales', 'quarters', quarter, 'source'];
      return {
        ...sale,
        id: `${id}.${quarter}`,
        product,
        quarter,
        grade: sale.grade ?? 'primary',
        references: references.sources(source, parsed, keys),
      };
    });
  for (const [year, { source }] of Object.entries(file.sales.years ?? {})) {
    references.sources(source, parsed, ['sales', 'years', year, 'source']);
  }
  library.products.set(id, product);
  for (const sale of product.sales.quarters) library.data.set(sale.id, { kind: 'sale', sale });
}
