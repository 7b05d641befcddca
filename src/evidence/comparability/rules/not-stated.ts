import type { Finding } from '../../../model/trial.ts';
import { areCompared } from '../pairs.ts';
import type { Context, PairRule, Statement } from '../rule.ts';
import { nameEach, type Piece, sentence } from '../rule.ts';

/**
 * The one line that names, of all the rules given, what they would compare by and one trial or both do not state.
 */
export function notStatedOf(others: readonly PairRule[]): PairRule {
  const statements = others.flatMap((rule) => rule.statements ?? []);
  return {
    id: 'not-stated',
    code: 'C35',
    title: 'What is not stated',
    brief: 'points that are not stated',
    level: 'pair',
    severity: 'minor',
    guidance: ['CONSORT'],
    fires: (a, b, context) => statements.some((one) => one.isMissing(a, b, context)),
    caveat: (findings, context) => {
      const missing = statements.flatMap((one) => whoLacks(one, findings, context));
      return sentence(
        'Not stated: ',
        missing.flatMap((piece, index) => sentence(index > 0 ? ', ' : '', piece)),
        '.',
      );
    },
  };
}

/** `masking (MAIA)`, `biomarker selection (BETA; PD-L1 of 50% or more in ALPHA)`. */
function whoLacks(statement: Statement, findings: readonly Finding[], context: Context): Piece[][] {
  const pairs = findings.flatMap((a, index) =>
    findings.slice(index + 1).flatMap((b): [Finding, Finding][] => {
      const counts = areCompared(a, b, findings) && statement.isMissing(a, b, context);
      return counts ? [[a, b]] : [];
    }),
  );
  if (pairs.length === 0) return [];
  const concerned = findings.filter((finding) => pairs.some((pair) => pair.includes(finding)));
  const silent = concerned.filter((finding) => !statement.isStated(finding));
  const telling = concerned.filter((finding) => statement.isStated(finding));
  const told = statement.told ? nameEach(telling, statement.told) : [];
  const names = [...new Set(silent.map(({ trial }) => trial.name))].join(', ');
  return [sentence(`${statement.subject} (${names}`, told.length > 0 ? '; ' : '', told, ')')];
}
