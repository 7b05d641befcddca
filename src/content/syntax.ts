/** What the YAML library says of a mistake, with its offsets. */
export interface SyntaxFault {
  code: string;
  message: string;
  pos: readonly [number, number];
}

/** The same in words for an author, and where the mistake was made rather than noticed. */
export interface ExplainedFault {
  code: string;
  message: string;
  start: number;
  end: number;
  hints: string[];
}

/** Faults after which the rest of the file can still be checked. */
const bearable = new Set(['TAG_RESOLVE_FAILED']);

/** Those worth telling: all that are bearable, or the first of the others, which the rest may follow from. */
export function faultsToTell(faults: SyntaxFault[]): { faults: SyntaxFault[]; readable: boolean } {
  const fatal = faults.filter(({ code }) => !bearable.has(code));
  const first = fatal.find(({ code }) => code === 'RESOURCE_EXHAUSTION') ?? fatal[0];
  return first ? { faults: [first], readable: false } : { faults, readable: true };
}

export function explainSyntax(fault: SyntaxFault, yaml: string): ExplainedFault {
  const [start, end] = fault.pos;
  const plain = plainFaults[fault.code];
  if (plain) return { ...plain, start, end };
  return (
    explainers.map((explain) => explain(fault, yaml)).find((found) => found !== undefined) ?? {
      code: 'yaml-syntax',
      message: fault.message.charAt(0).toLowerCase() + fault.message.slice(1),
      start,
      end,
      hints: [],
    }
  );
}

const plainFaults: Record<string, Pick<ExplainedFault, 'code' | 'message' | 'hints'>> = {
  TAG_RESOLVE_FAILED: {
    code: 'unknown-tag',
    message: 'tags such as !name are not supported',
    hints: ['remove the tag'],
  },
  MULTIPLE_DOCS: {
    code: 'several-documents',
    message: 'a file contains one document',
    hints: ['remove the line --- or split the file'],
  },
  TAB_AS_INDENT: {
    code: 'tab-indent',
    message: 'YAML is indented with spaces',
    hints: ['replace the tab with spaces'],
  },
  RESOURCE_EXHAUSTION: {
    code: 'too-deep',
    message: 'nested too deeply',
    hints: ['look for brackets that are not closed'],
  },
};

/** More than any text of an author, and little enough that the parser does not run out of memory. */
const deepestOpen = 1000;

/** Offset at which more brackets are open, or more signs of entries follow each other, than can be read. */
export function tooDeepAt(yaml: string): number | undefined {
  let [open, signs] = [0, 0];
  for (let at = 0; at < yaml.length; at += 1) {
    const sign = yaml[at];
    if (sign === '[' || sign === '{') open += 1;
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
    if (sign === '-' || sign === '?' || sign === ':') signs += 1;
    else if (sign !== ' ') signs = 0;
    if (open > deepestOpen || signs > deepestOpen) return at;
  }
  return undefined;
}

type Explainer = (fault: SyntaxFault, yaml: string) => ExplainedFault | undefined;

const unquotedExpression: Explainer = ({ code, pos: [second] }, yaml) => {
  const start = second - 1;
  if (code !== 'NON_STRING_KEY' || !yaml.startsWith('{{', start)) return undefined;
  const inBrackets = /[[{]/.test(lineBefore(yaml, start));
  const closed = yaml.indexOf('}}', start);
  const end = inBrackets && closed > 0 ? closed + 2 : lineEnd(yaml, start);
  return toBeQuoted('begins with {{', [start, end], yaml);
};

const unquotedColon: Explainer = ({ code, pos: [start] }, yaml) => {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'BLOCK_IN_FLOW') return undefined;
  const end = code === 'BLOCK_IN_FLOW' ? flowEnd(yaml, start) : lineEnd(yaml, start);
  return /:(?: |$)/.test(yaml.slice(start, end)) ? toBeQuoted('holds “: ”', [start, end], yaml) : undefined;
};

const unquotedSign: Explainer = ({ code, pos: [start] }, yaml) =>
  code === 'BAD_SCALAR_START'
    ? toBeQuoted(`begins with ${yaml[start]}`, [start, lineEnd(yaml, start)], yaml)
    : undefined;

const openBracket: Explainer = ({ message, pos: [noticed] }, yaml) => {
  const closing = /end with a ([\]}])/.exec(message)?.[1];
  const start = lastOpenBracket(yaml, noticed);
  if (closing === undefined || start === undefined) return undefined;
  return {
    code: 'yaml-syntax',
    message: `the bracket ${yaml[start]} is not closed`,
    start,
    end: start + 1,
    hints: [`close it with ${closing}`],
  };
};

const openQuote: Explainer = ({ message }, yaml) => {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  if (!quote) return undefined;
  const start = yaml.lastIndexOf(quote);
  return {
    code: 'yaml-syntax',
    message: `the quotation mark ${quote} is not closed`,
    start,
    end: start + 1,
    hints: [`close it with ${quote}`],
  };
};

const explainers = [unquotedExpression, unquotedColon, unquotedSign, openBracket, openQuote];

function toBeQuoted(what: string, [start, end]: [number, number], yaml: string): ExplainedFault {
  const value = yaml.slice(start, end).trimEnd();
  return {
    code: 'yaml-syntax',
    message: `a value that ${what} needs quotation marks`,
    start,
    end: start + value.length,
    hints: [`write '${value.replaceAll("'", "''")}'`],
  };
}

function lineBefore(yaml: string, offset: number): string {
  return yaml.slice(yaml.lastIndexOf('\n', offset - 1) + 1, offset);
}

function lineEnd(yaml: string, offset: number): number {
  const end = yaml.indexOf('\n', offset);
  return end === -1 ? yaml.length : end;
}

/** End of a value inside brackets. */
function flowEnd(yaml: string, offset: number): number {
  const found = yaml.slice(offset).search(/[,\]}\n]/);
  return found === -1 ? yaml.length : offset + found;
}

function lastOpenBracket(yaml: string, before: number): number | undefined {
  let closed = 0;
  for (let at = before - 1; at >= 0; at -= 1) {
    if (yaml[at] === '}' || yaml[at] === ']') closed += 1;
    if (yaml[at] !== '{' && yaml[at] !== '[') continue;
    if (closed === 0) return at;
    closed -= 1;
  }
  return undefined;
}
