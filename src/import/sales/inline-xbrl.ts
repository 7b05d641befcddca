import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** A number of a filing, as it is tagged. */
export interface Fact {
  /** Of its element: unique in the filing. */
  id: string;
  line: number;
  column: number;
  /** With its prefix: `us-gaap:Revenues`. */
  concept: string;
  /** By axis, both with their prefixes. */
  members: ReadonlyMap<string, string>;
  /** First day; absent where the number is of one day. */
  start?: string;
  end: string;
  /** As printed. */
  text: string;
  /** Plain decimal before scaling; absent where a dash is printed, or what no known format explains. */
  number?: string;
  isDash: boolean;
  /** Power of ten by which the number is multiplied. */
  scale: number;
  /** Decimals of the scaled number that are exact: −6 is millions; Infinity when all are. */
  decimals: number;
  /** Of its first measure: `iso4217:USD`, `xbrli:pure`; empty when not declared. */
  unit: string;
}

/** What a document of inline XBRL contains. */
export interface XbrlDocument {
  facts: Fact[];
  /** Texts of the cover page by concept, such as `dei:DocumentType`; the first of each. */
  cover: ReadonlyMap<string, string>;
  /** The period that the document reports on; absent where its type is not tagged. */
  period?: { start?: string; end: string };
}

/** Why a document is not read, and where that was noticed. */
export class NotXbrl extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line = 1, column = 1) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Depth of elements that no filing reaches. */
const deepest = 1000;

/** The numbers and the cover page of an inline XBRL document. Throws `NotXbrl`. */
export function readInlineXbrl(text: string): XbrlDocument {
  const reader = new Reader();
  reader.read(text);
  return reader.document();
}

interface Context {
  start?: string;
  end?: string;
  members: Map<string, string>;
}

type TaggedFact = Pick<Fact, 'id' | 'line' | 'column' | 'text'> & { attributes: Record<string, string> };

/** Elements whose text is kept until they end. */
const textElements = new Set(['explicitMember', 'typedMember', 'startDate', 'endDate', 'instant', 'measure']);

class Reader {
  private readonly parser = new SaxesParser({ xmlns: false });
  private readonly contexts = new Map<string, Context>();
  private readonly units = new Map<string, string>();
  private readonly tagged: TaggedFact[] = [];
  private readonly cover = new Map<string, { text: string; context: string }>();
  /** Those that are open: a number may be inside another. */
  private readonly open: TaggedFact[] = [];
  private context: Context | undefined;
  private unit: string | undefined;
  private dimension = '';
  private coverName: string | undefined;
  private kept = '';
  private depth = 0;

  read(text: string): void {
    const { parser } = this;
    parser.ENTITIES.nbsp = '\u00a0';
    parser.on('error', ({ message }) => this.refuse(message.replace(/^(?:undefined:)?\d+:\d+: /, '')));
    parser.on('doctype', (type) => {
      if (type.includes('[')) this.refuse('it declares entities of its own, which are not read');
    });
    parser.on('opentag', (tag) => this.begin(tag as SaxesTagPlain));
    parser.on('text', (piece) => this.addText(piece));
    parser.on('closetag', ({ name }) => this.end(localName(name)));
    parser.write(text).close();
  }

  document(): XbrlDocument {
    if (this.contexts.size === 0) throw new NotXbrl('it contains no inline XBRL');
    const period = this.contexts.get(this.cover.get('dei:DocumentType')?.context ?? '');
    return {
      facts: this.tagged.map((one) => this.factOf(one)),
      cover: new Map([...this.cover].map(([name, { text }]) => [name, text.replace(/\s+/g, ' ').trim()])),
      ...(period?.end !== undefined && {
        period: { ...(period.start !== undefined && { start: period.start }), end: period.end },
      }),
    };
  }

  private refuse(message: string): never {
    throw new NotXbrl(message, this.parser.line, this.parser.column + 1);
  }

  private begin({ name, attributes }: SaxesTagPlain): void {
    this.depth += 1;
    if (this.depth > deepest) this.refuse(`more than ${deepest} elements are open`);
    const local = localName(name);
    if (textElements.has(local)) this.kept = '';
    if (local === 'context') {
      this.context = { members: new Map() };
      this.contexts.set(attributes.id ?? '', this.context);
    } else if (local === 'unit') this.unit = attributes.id ?? '';
    else if (local === 'explicitMember' || local === 'typedMember')
      this.dimension = attributes.dimension ?? '';
    else if (local === 'nonFraction') this.beginFact(attributes);
    else if (local === 'nonNumeric' && attributes.name?.startsWith('dei:')) this.beginCover(attributes);
  }

  private beginFact(attributes: Record<string, string>): void {
    const { line, column } = this.parser;
    const fact = {
      id: attributes.id ?? `${line}:${column + 1}`,
      line,
      column: column + 1,
      text: '',
      attributes,
    };
    this.tagged.push(fact);
    this.open.push(fact);
  }

  private beginCover({ name = '', contextRef = '' }: Record<string, string>): void {
    if (this.cover.has(name)) return;
    this.cover.set(name, { text: '', context: contextRef });
    this.coverName = name;
  }

  private addText(piece: string): void {
    for (const fact of this.open) fact.text += piece;
    if (this.coverName !== undefined) (this.cover.get(this.coverName) as { text: string }).text += piece;
    if (this.context || this.unit !== undefined) this.kept += piece;
  }

  private end(local: string): void {
    this.depth -= 1;
    if (local === 'nonFraction') this.open.pop();
    else if (local === 'nonNumeric') this.coverName = undefined;
    else if (local === 'context') this.context = undefined;
    else if (local === 'unit') this.unit = undefined;
    else if (local === 'measure' && this.unit !== undefined) {
      if (!this.units.has(this.unit)) this.units.set(this.unit, this.kept.trim());
    } else if (this.context) this.endOfContext(local, this.context);
  }

  private endOfContext(local: string, context: Context): void {
    const text = this.kept.trim();
    if (local === 'explicitMember' || local === 'typedMember') context.members.set(this.dimension, text);
    else if (local === 'startDate') context.start = text.slice(0, 10);
    else if (local === 'endDate' || local === 'instant') context.end = text.slice(0, 10);
  }

  private factOf({ attributes, ...rest }: TaggedFact): Fact {
    const { name = '', contextRef = '', unitRef = '', scale = '0', decimals = 'INF' } = attributes;
    const context = this.contexts.get(contextRef);
    if (!context?.end) throw new NotXbrl(`its context ‘${contextRef}’ has no period`, rest.line, rest.column);
    const { start, end, members } = context;
    const text = rest.text.trim();
    const isEmpty = Object.entries(attributes).some(([key, value]) => /:nil$/.test(key) && value !== 'false');
    const number = isEmpty ? 'dash' : numberOf(text, localName(attributes.format ?? ''));
    return {
      ...rest,
      text,
      concept: name,
      members,
      ...(start !== undefined && { start }),
      end,
      ...(number !== undefined &&
        number !== 'dash' && { number: attributes.sign === '-' ? `-${number}` : number }),
      isDash: number === 'dash',
      scale: wholeOf(scale) ?? 0,
      decimals: wholeOf(decimals) ?? Number.POSITIVE_INFINITY,
      unit: this.units.get(unitRef) ?? '',
    };
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function wholeOf(text: string): number | undefined {
  return /^-?\d{1,2}$/.test(text) ? Number(text) : undefined;
}

/** The plain decimal that a printed number is in its format; undefined when that is not known. */
function numberOf(text: string, format: string): string | 'dash' | undefined {
  const name = format.replaceAll('-', '').toLowerCase();
  if (/^(?:fixedzero|zerodash|numdash|fixedempty|nocontent)$/.test(name)) return 'dash';
  if (/^[-–—*]?$/.test(text)) return 'dash';
  const isComma = /^num(?:comma(?:decimal)?|dotcomma|spacecomma)$/.test(name);
  const isPoint = /^(?:num(?:dotdecimal|commadot|spacedot))?$/.test(name);
  if (!isComma && !isPoint) return undefined;
  const spaced = text.replace(/[\s\u00a0']/g, '');
  const plain = isComma ? spaced.replaceAll('.', '').replace(',', '.') : spaced.replaceAll(',', '');
  const parts = /^(\d*)(?:\.(\d+))?$/.exec(plain);
  if (!parts) return undefined;
  const [, whole = '', decimals] = parts;
  return `${whole.replace(/^0+(?=\d)/, '') || '0'}${decimals === undefined ? '' : `.${decimals}`}`;
}
