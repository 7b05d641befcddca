import path from 'node:path';
import { loadContent } from '../../../src/content/files.ts';
import { checkLibrary } from '../../../src/content/library.ts';
import { parseSource } from '../../../src/content/parse.ts';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { type ClaimInput, judgeClaims } from '../../../src/evidence/claims/judge.ts';
import { claimInputOf } from '../../../src/evidence/claims/of-briefing.ts';
import { toSegments } from '../../../src/evidence/claims/passage.ts';
import type { Briefing, Library } from '../../../src/model/library.ts';
import { reportDiagnostics } from '../../../src/report.ts';

const { files } = loadContent(path.join(import.meta.dirname, '../../../content'), 'content');
const parsed = files.map(parseSource);

/** The shipped library; `body` replaces the text of the briefing on CAR-T, `texts` whole files by their key. */
export function shippedLibrary(body?: string, texts: Record<string, string> = {}): Library {
  const outcome = checkLibrary(
    parsed.map((one) => {
      const text =
        texts[one.file.key] ?? (isOnCarT(one.file) ? withBody(one.file.text, body) : one.file.text);
      return text === one.file.text ? one : parseSource({ ...one.file, text });
    }),
    'content',
  );
  if (outcome.ok) return outcome.value;
  throw new Error(reportDiagnostics(outcome.diagnostics, { colour: false, readSource: () => undefined }));
}

function isOnCarT({ id }: { id: string }): boolean {
  return id.endsWith('car-t-moves-upstream');
}

function withBody(text: string, body: string | undefined): string {
  return body === undefined ? text : `${frontMatter(text)}\n\n${body}\n`;
}

function frontMatter(text: string): string {
  return text.slice(0, text.indexOf('\n---\n', 4) + 5);
}

/** What is said of a text that stands in the briefing on CAR-T: `C26 block`. */
export function claimsIn(body: string): string[] {
  return judged(body).map(({ rule, severity }) => `${rule} ${severity}`);
}

/** `beside` are the trials of a table that stands beside the text. */
export function judged(body: string, beside: string[] = []) {
  const library = shippedLibrary(body);
  const briefing = library.briefings.find(({ id }) => id.includes('car-t')) as Briefing;
  const computed = assessBriefing(library, briefing);
  const input: ClaimInput = claimInputOf(briefing, library, computed);
  const passages = [{ where: 'text', segments: toSegments(briefing.body, computed) }];
  const trials = beside.flatMap((id) => library.trials.get(id) ?? []);
  return judgeClaims({ ...input, passages, exhibits: [{ where: 'table beside', trials, endpoints: [] }] });
}
