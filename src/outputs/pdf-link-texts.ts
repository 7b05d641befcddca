import { toPdfText } from './pdf-syntax.ts';

const kinds: [pattern: RegExp, words: (found: RegExpExecArray) => string][] = [
  [/^e(\d+)$/, ([, number]) => `Entry ${number} of the evidence ledger`],
  [/^n(\d+)-\d+$/, ([, number]) => `Where entry ${number} of the evidence ledger is printed`],
  [/^source-(\d+)$/, ([, number]) => `Source ${number}`],
  [/^note-([a-z]+)$/, ([, letter]) => `Note ${letter}`],
  [/^(figure|table)-(.+)$/, ([, kind, id]) => `To the ${kind} ${id}`],
];

/**
 * Objects of a PDF in which every link says where it leads, for those who hear it (PDF/UA-1, 7.18.5). Chromium
 * leaves that out. Other objects stay as they are.
 */
export function withLinkTexts(objects: ReadonlyMap<number, string>): Map<number, string> {
  return new Map(
    [...objects].map(([number, object]) => {
      const text = isBareLink(object) ? textOf(object) : undefined;
      return [
        number,
        text === undefined ? object : object.replace(/>>\s*$/, `\n/Contents ${toPdfText(text)}>>`),
      ];
    }),
  );
}

function isBareLink(object: string): boolean {
  return (
    object.startsWith('<<') &&
    /\/Type \/Annot\b/.test(object) &&
    /\/Subtype \/Link\b/.test(object) &&
    !/\/Contents\b/.test(object)
  );
}

function textOf(link: string): string | undefined {
  const address = /\/URI \(((?:\\.|[^\\)])*)\)/s.exec(link)?.[1];
  if (address !== undefined) return address.replace(/\\(.)/gs, '$1');
  const place = /\/Dest \/([^\s/<>[\]()]+)/.exec(link)?.[1];
  if (place === undefined) return undefined;
  const id = Buffer.from(
    place.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8');
  for (const [pattern, words] of kinds) {
    const found = pattern.exec(id);
    if (found) return words(found);
  }
  return `To ${percentDecoded(id).replace(/^s-/, '').replaceAll('-', ' ')}`;
}

function percentDecoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
