import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Templates } from './templates.ts';

/** What a page may not leave out, by the template that it is rendered with and the shipped one that prints it. */
const duties: Record<string, Record<string, readonly string[]>> = {
  briefing: {
    briefing: ['language', 'plainTitle', 'scriptHash', 'style', 'body'],
    'partials/masthead': ['dateLabel', 'dataAsOfLabel'],
    'partials/opening': ['title', 'authors', 'question', 'lead', 'bottomLine', 'verdict'],
    'partials/sources': ['marks', 'sources'],
    'partials/back-matter': ['limits', 'abbreviations', 'disclosures', 'method', 'colophon'],
    'partials/ledger': ['coverage', 'ledger', 'waivers'],
  },
  index: { index: ['language', 'publication', 'scriptHash', 'style', 'editions'] },
  'partials/figure': {
    'partials/figure': ['id', 'number', 'title', 'drawing', 'source', 'note', 'verdict', 'data'],
  },
  'partials/table': {
    'partials/table': ['id', 'number', 'title', 'warning', 'grid', 'source', 'note', 'reasons', 'verdict'],
  },
  'partials/verdict': { 'partials/verdict': ['line', 'blocks', 'majors', 'minors', 'elsewhere'] },
  mail: {
    mail: ['language', 'subject', 'style', 'dateLabel', 'dataAsOfLabel', 'title', 'bottomLine', 'sections'],
    'partials/mail-opening': ['notice', 'greeting', 'authors', 'question', 'keyFigures', 'verdict'],
    'partials/mail-end': ['changes', 'left', 'limits', 'marks', 'sources', 'disclosures', 'pdf'],
    'partials/mail-footer': ['footer', 'unsubscribe'],
  },
  'partials/mail-figure': {
    'partials/mail-figure': ['number', 'title', 'src', 'alt', 'words', 'source', 'note', 'verdict'],
  },
  'partials/mail-verdict': { 'partials/mail-verdict': ['line', 'blocks', 'others'] },
};

/** What of a model the template `entry` and its partials print, and which of them were read for it. */
export interface Printed {
  fields: ReadonlySet<string>;
  files: ReadonlySet<string>;
}

/** What is printed nowhere, at the template that should. */
export function leftOut(entry: string, { fields, files }: Printed, { sources }: Templates): Diagnostic[] {
  return Object.entries(duties[entry] ?? {}).flatMap(([usual, parts]) => {
    const file = sources.get(files.has(usual) ? usual : entry);
    const place = { file: file?.path ?? `templates/${entry}.hbs`, line: 1, column: 1 };
    const missing = parts.filter((part) => !fields.has(part)).map((part) => `‘${part}’`);
    if (missing.length === 0) return [];
    const message = `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} printed nowhere`;
    const hints = [`see the shipped ${usual}.hbs; what the evidence needs cannot be left out`];
    return [problem('part-left-out', message, place, { hints })];
  });
}
