import type { SourceFile } from '../../../src/content/files.ts';
import { parseSource } from '../../../src/content/parse.ts';
import type { Diagnostic, Place } from '../../../src/diagnostics.ts';
import { auditLibrary } from '../../../src/evidence/audit/audit.ts';
import { libraryWith } from '../../base-library.ts';

interface TrialParts {
  /** Fields of the trial itself. */
  fields?: string;
  /** More fields of arm a and of arm b. */
  a?: string;
  b?: string;
  /** Lines of cuts; none for a trial without cuts. */
  cuts?: string[];
  /** Leaves arm b out. */
  oneArm?: boolean;
}

const cutsOfTrial = ['one: { label: One, source: beta-2025 }', 'two: { label: Two, source: beta-2025 }'];

/** A trial `gamma` of arms a and b and cuts one and two, with a line for each finding: see `complete`. */
export function trialOf(findings: Record<string, string>, parts: TrialParts = {}): string {
  const rows = Object.entries(findings).map(([key, fields]) => `  ${key}: { ${complete(fields)} }`);
  const arm = (id: string, role: string, more = '') =>
    `  ${id}: { label: ${id.toUpperCase()}, regimen: ${id}, role: ${role}, source: beta-2025${more && `, ${more}`} }`;
  const cuts = parts.cuts ?? cutsOfTrial;
  return `name: GAMMA
registry: NCT00000003
phase: 2
design: randomised
disease: invented disease
setting: any
lines: [1]
${parts.fields ?? ''}
arms:
${arm('a', 'experimental', parts.a)}
${parts.oneArm ? '' : arm('b', 'control', parts.b)}
${cuts.length > 0 ? `cuts:\n${cuts.map((cut) => `  ${cut}`).join('\n')}` : ''}
findings:
${rows.join('\n')}
safety: not extracted
`;
}

/** A finding is of arm a at cut one unless it names others, or says `cut: none` or `arm: none`. */
function complete(fields: string): string {
  const arm = /\b(?:arm|compare):/.test(fields) ? '' : ', arm: a';
  const cut = /\bcut:/.test(fields) ? '' : ', cut: one';
  return `${fields.replace(/, (?:arm|cut): none/g, '')}${arm}${cut}, source: beta-2025`;
}

/** A product `quux` with lines of quarters, of years and of periods. */
export function productOf(quarters: string[], years: string[] = [], periods: string[] = []): string {
  const rows = (lines: string[]) =>
    lines.map((line) => `    ${line.replace(/ }$/, ', source: beta-2025 }')}`);
  return `name: Quux
generic: quux
class: invented
company: Example Pharma
sales:
  currency: USD
  unit: million
  basis: worldwide
${quarters.length > 0 ? `  quarters:\n${rows(quarters).join('\n')}` : ''}
${periods.length > 0 ? `  periods:\n${rows(periods).join('\n')}` : ''}
${years.length > 0 ? `  years:\n${rows(years).join('\n')}` : ''}
`;
}

/** What the audit says of a trial, as `severity code key«text» against key«text»`: see `written`. */
export function auditOfTrial(findings: Record<string, string>, parts: TrialParts = {}): string[] {
  return auditOfTexts({ 'trials/gamma.yaml': trialOf(findings, parts) });
}

export function auditOfProduct(...lines: Parameters<typeof productOf>): string[] {
  return auditOfTexts({ 'products/quux.yaml': productOf(...lines) });
}

function auditOfTexts(texts: Record<string, string>): string[] {
  return diagnosticsOf(texts).map((one) => written(one, texts));
}

/** Everything the audit says of the base library with these files, which go through parse and check first. */
export function diagnosticsOf(texts: Record<string, string>): Diagnostic[] {
  const parsed = Object.entries(texts).map(([key, text]) => parseSource(fileOf(key, text)));
  return auditLibrary(libraryWith(texts), (owner, keys) => {
    const one = parsed.find(({ file }) => file.id === owner);
    if (!one) throw new Error(`the audit complains of ${owner}`);
    return one.placeOf(keys);
  });
}

function fileOf(key: string, text: string): SourceFile {
  const [folder = '', name = ''] = key.split('/');
  return {
    path: `content/${key}`,
    key,
    kind: folder === 'trials' ? 'trial' : 'product',
    id: name.replace(/\.yaml$/, ''),
    text,
  };
}

/** Each place as the key that its line begins with and the very text that its columns underline. */
function written({ severity, code, place, related }: Diagnostic, texts: Record<string, string>): string {
  const at = (one: Place) => {
    const line = texts[one.file.replace('content/', '')]?.split('\n')[one.line - 1] ?? '';
    const key = line.trim().split(':')[0];
    return `${key}«${line.slice(one.column - 1, one.column - 1 + (one.length ?? 1))}»`;
  };
  return `${severity} ${code} ${at(place)} against ${related.map(({ place: other }) => at(other)).join(', ')}`;
}

/** The messages of what the audit says of a trial. */
export function messagesOfTrial(findings: Record<string, string>, parts: TrialParts = {}): string[] {
  return diagnosticsOf({ 'trials/gamma.yaml': trialOf(findings, parts) }).map(({ message }) => message);
}

export function messagesOfProduct(quarters: string[], years: string[] = []): string[] {
  return diagnosticsOf({ 'products/quux.yaml': productOf(quarters, years) }).map(({ message }) => message);
}
