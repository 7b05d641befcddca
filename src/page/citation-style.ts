import { Parser } from 'htmlparser2';
import type { DesignFile } from '../content/files.ts';
import { type Diagnostic, type Place, problem, warning } from '../diagnostics.ts';
import type { Source } from '../model/source.ts';
import { suggest } from '../suggest.ts';
import { referenceWriter, type WriteReference } from './citations.ts';
import { placeIn } from './templates.ts';

/** The style that house.yaml names: the name of a file beside it, and the place of that name. */
export interface NamedStyle {
  name: string;
  place: Place;
}

/**
 * What sets references in the style that is named, by default in our own; complains of the style, and of styles that
 * are not named.
 */
export function findCitationStyle(
  named: NamedStyle | undefined,
  designs: readonly DesignFile[],
): { cite: WriteReference; diagnostics: Diagnostic[] } {
  const styles = designs.filter(({ key }) => /^[^/]*\.csl$/.test(key));
  const diagnostics = styles.filter(({ key }) => key !== named?.name).map(unnamed);
  const file = styles.find(({ key }) => key === named?.name);
  if (named && !file) diagnostics.push(missing(named, styles));
  if (!file || file.refused) return { cite: referenceWriter(), diagnostics };
  const cite = referenceWriter(file.text);
  const faults = faultsOf(file, cite);
  return { cite, diagnostics: [...diagnostics, ...faults] };
}

function unnamed({ key, path: file }: DesignFile): Diagnostic {
  return warning(
    'unexpected-file',
    'nothing reads this file',
    { file, line: 1, column: 1 },
    { hints: [`for references in this style, write \`citations: ${key}\` in house.yaml`] },
  );
}

function missing({ name, place }: NamedStyle, styles: readonly DesignFile[]): Diagnostic {
  const hints = suggest(
    name,
    styles.map(({ key }) => key),
  );
  return problem('missing-file', `there is no file ‘${name}’ beside house.yaml`, place, { hints });
}

function faultsOf(file: DesignFile, cite: WriteReference): Diagnostic[] {
  const faults = readStyle(file);
  if (faults.length > 0) return faults;
  try {
    if (cite(sample)) return [];
    return [fault(file, 0, 1, 'it prints nothing of a paper with author, title, journal and year')];
  } catch (error) {
    return [fault(file, 0, 1, `no reference can be set in it: ${reasonOf(error)}`)];
  }
}

/** citeproc throws texts as well as errors, with its own name before them. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^(?:citeproc-js error|CSL processor error|\s|:)+/, '');
}

const sample: Source = {
  id: 'sample',
  title: 'A title',
  publisher: 'A journal',
  type: 'paper',
  access: 'abstract',
  authors: [{ family: 'Family', given: 'Given' }],
  year: 2020,
  volume: '1',
  pages: '1–2',
};

/** Faults that citeproc passes over: XML that is not whole, macros that are missing, styles that only name another. */
function readStyle(file: DesignFile): Diagnostic[] {
  const { text } = file;
  const found: Diagnostic[] = [];
  const complain = (at: number, length: number, message: string, hints?: string[]) =>
    found.push(fault(file, at, length, message, hints));
  const macros = new Set<string>();
  const called: { name: string; at: number }[] = [];
  const elements = new Set<string>();
  const open: number[] = [];
  let parent: string | undefined;
  const parser: Parser = new Parser(
    {
      onopentag(name, { macro, name: own, rel, href }) {
        if (elements.size === 0 && name !== 'style')
          complain(parser.startIndex, 1, `it begins with <${name}>; a CSL style begins with <style>`);
        elements.add(name);
        open.push(parser.startIndex);
        if (name === 'macro' && own !== undefined) macros.add(own);
        if (macro !== undefined) called.push({ name: macro, at: parser.startIndex });
        if (rel === 'independent-parent') parent = href;
      },
      onclosetag(name, isImplied) {
        const at = open.pop() ?? 0;
        if (isImplied && !text.slice(0, parser.endIndex + 1).endsWith('/>'))
          complain(at, name.length + 1, `<${name}> is not closed`);
      },
      onprocessinginstruction(name, data) {
        if (name.toLowerCase() === '!doctype' && data.includes('['))
          complain(parser.startIndex, name.length + 1, 'a style may not declare entities');
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  if (elements.size === 0) complain(0, 1, 'it contains no XML');
  else if (found.length === 0 && !elements.has('bibliography'))
    complain(
      0,
      1,
      'it does not describe references: it has no <bibliography>',
      parent === undefined ? [] : [`it only names another style; use that one: ${parent}`],
    );
  for (const { name, at } of called)
    if (!macros.has(name)) complain(at, 1, `there is no macro ‘${name}’`, suggest(name, [...macros]));
  return found;
}

function fault(
  file: DesignFile,
  at: number,
  length: number,
  message: string,
  hints: string[] = [],
): Diagnostic {
  return problem('citation-style', message, placeIn(file, at, length), { hints });
}
