import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Located } from './places.ts';
import type { SourceFile } from './source-file.ts';

interface Parts {
  /** In lines that keep the numbers they have in the file. */
  yaml: string;
  /** Markdown after the front matter. */
  body?: Located;
  diagnostics: Diagnostic[];
}

/** A briefing's front matter and its text; YAML files are front matter from end to end. */
export function splitFrontMatter(file: SourceFile): Parts {
  if (file.kind !== 'briefing') return { yaml: file.text, diagnostics: [] };
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(file.text);
  if (match?.index !== 0) return { yaml: '', diagnostics: [noFrontMatter(file)] };
  const head = match[0];
  const linesBefore = head.split('\n').length - 1;
  return {
    yaml: `\n${match[1]}`,
    body: {
      text: file.text.slice(head.length),
      at: (line, column, length) => ({
        file: file.path,
        line: line + linesBefore,
        column,
        ...(length && { length }),
      }),
    },
    diagnostics: [],
  };
}

function noFrontMatter({ path }: SourceFile): Diagnostic {
  const place = { file: path, line: 1, column: 1 };
  return problem('no-front-matter', 'a briefing begins with front matter', place, {
    hints: ['begin the file with a line ---, then the YAML fields, then a line ---'],
  });
}
