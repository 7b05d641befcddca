import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A file of a package of fonts, and for which characters it may be asked. */
export interface FontFile {
  /** Name of the file without ending; also the name of its family where it is drawn with. */
  name: string;
  path: string;
  /** Whether its weight has to be set. */
  variable: boolean;
  mayHave(point: number): boolean;
}

/** Asked in this order. None of them has a Reserved Font Name, so that parts of them may bear their name. */
const packages = [
  '@fontsource-variable/noto-sans',
  '@fontsource-variable/noto-sans-arabic',
  '@fontsource-variable/noto-sans-hebrew',
  '@fontsource/noto-sans-math',
  '@fontsource-variable/noto-sans-symbols',
  '@fontsource/noto-sans-symbols-2',
  '@fontsource-variable/noto-sans-sc',
  '@fontsource-variable/noto-sans-kr',
];

/** The math font lists a few of its characters, and has thousands. */
const unlisted = new Set(['@fontsource/noto-sans-math']);

/** Every file of the fallback fonts, in the order in which they are asked. */
export function fontFiles(): FontFile[] {
  const { resolve } = createRequire(import.meta.url);
  return packages.flatMap((name) => {
    const folder = path.dirname(resolve(`${name}/LICENSE`));
    const variable = name.includes('-variable/');
    const listed: Record<string, string> = JSON.parse(
      readFileSync(path.join(folder, 'unicode.json'), 'utf8'),
    );
    return Object.entries(listed).map(([part, ranges]): FontFile => {
      const own = `${path.basename(name)}-${part.replace(/[[\]]/g, '')}-${variable ? 'wght' : '400'}-normal`;
      const mayHave = unlisted.has(name) ? () => true : inRanges(ranges);
      return { name: own, path: path.join(folder, 'files', `${own}.woff2`), variable, mayHave };
    });
  });
}

/** `U+0600-06FF,U+200C`. */
function inRanges(text: string): (point: number) => boolean {
  const ranges = text.split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return (point) => ranges.some(([first, last]) => point >= first && point <= last);
}
