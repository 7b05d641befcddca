const accents: Record<string, string> = {
  '\u0300': '`',
  '\u0301': "'",
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '=',
  '\u0306': 'u',
  '\u0307': '.',
  '\u0308': '"',
  '\u030a': 'r',
  '\u030b': 'H',
  '\u030c': 'v',
  '\u0327': 'c',
  '\u0328': 'k',
};

const signs: Record<string, string> = {
  '\\': '{\\textbackslash}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '{\\textasciicircum}',
  '~': '{\\textasciitilde}',
  '<': '{\\textless}',
  '>': '{\\textgreater}',
  '"': '{\\textquotedbl}',
  ß: '{\\ss}',
  æ: '{\\ae}',
  Æ: '{\\AE}',
  œ: '{\\oe}',
  Œ: '{\\OE}',
  ø: '{\\o}',
  Ø: '{\\O}',
  ł: '{\\l}',
  Ł: '{\\L}',
  ı: '{\\i}',
  '\u00a0': '~',
  '\u2011': '-',
  '–': '--',
  '—': '---',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '…': '{\\ldots}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  '≥': '$\\geq$',
  '≤': '$\\leq$',
  '†': '{\\dag}',
  '‡': '{\\ddag}',
};

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const plainSuperscripts = '0123456789+-';

/** Text as LaTeX prints it, letters with accents spelt out for the oldest BibTeX; others stay as they are. */
export function toTex(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+|./gsu, (part) =>
      superscripts.includes(part[0] ?? '') ? raise(part) : letter(part),
    );
}

function raise(part: string): string {
  return `$^{${[...part].map((one) => plainSuperscripts[superscripts.indexOf(one)]).join('')}}$`;
}

function letter(character: string): string {
  const sign = signs[character];
  if (sign !== undefined) return sign;
  const [base = '', accent = '', ...more] = [...character.normalize('NFD')];
  const command = accents[accent];
  if (command === undefined || more.length > 0 || !/^[A-Za-z]$/.test(base)) return character;
  const needsDotless = (base === 'i' || base === 'j') && command !== 'c' && command !== 'k';
  return `{\\${command}{${needsDotless ? `\\${base}` : base}}}`;
}
