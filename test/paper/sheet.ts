export const TITLE = '<h1>Title</h1>';

/** A page of lines 5 mm high, 261 mm of them to a sheet; its first line is its title. */
export function sheet(body: string, css = ''): string {
  return `<!DOCTYPE html><html lang="en"><head><title>Title</title><style>
@page { margin: 18mm 20mm }
body { margin: 0; font: 10pt/5mm "Trialbrief Sans"; orphans: 1; widows: 1 }
:is(h1, h2, h3, p, ul, table, th) { margin: 0; font: inherit; break-after: auto }
table { border-spacing: 0 } td, th { padding: 0 }
${css}</style></head><body>${body}</body></html>`;
}
