import type { Text } from './run.ts';

/** A text in characters: emphasis between asterisks, links with their addresses, no citations. */
export function textPlain(text: Text): string {
  return text
    .map((run) => {
      switch (run.kind) {
        case 'words':
        case 'name':
        case 'number':
        case 'waived':
          return run.text;
        case 'emphasis':
        case 'strong':
          return `*${textPlain(run.runs)}*`;
        case 'link':
          return `${textPlain(run.runs)}${run.href.startsWith('https:') ? ` <${run.href}>` : ''}`;
        case 'note':
          return ` [${run.letter}]`;
        case 'break':
          return ' ';
        case 'citation':
          return '';
        default:
          return textPlain(run.runs);
      }
    })
    .join('');
}
