import { type Diagnostic, type Place, problem, warning } from '../../diagnostics.ts';
import type { House } from '../../model/house.ts';
import type { Briefing, Library } from '../../model/library.ts';
import { namePart } from '../../notation/written.ts';
import type { ClaimFinding } from '../claims/judge.ts';
import type { Answers } from '../comparability/acknowledge.ts';
import { disclosureRules } from '../comparability/rules.ts';
import type { Appraisal, AppraisedPart } from './appraise.ts';

/**
 * What an editor must fix or acknowledge. Errors block publication, warnings
 * do not. `disclosures` is the place of the house's disclosure pack.
 */
export function obstaclesOf(
  briefing: Briefing,
  appraisal: Appraisal,
  { house }: Pick<Library, 'house'>,
  disclosures: Place,
): Diagnostic[] {
  return [
    ...openBlocks(appraisal.answers),
    ...appraisal.answers.diagnostics,
    ...appraisal.parts.flatMap(salesBlocks),
    ...appraisal.claims.map((claim) => toDiagnostic(claim, briefing)),
    ...missingSafety(briefing, appraisal),
    ...missingDisclosures(house, disclosures),
  ];
}

/** One a display and rule, with every unacknowledged pair of trials; one a sentence that sizes an effect. */
function openBlocks({ open }: Answers): Diagnostic[] {
  const bySpot = Map.groupBy(
    open,
    ({ part, rule, gap }) => `${part.where} ${part.place.line} ${rule.id} ${gap?.sentence.text ?? ''}`,
  );
  return [...bySpot.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { part, rule, gap } = first;
    const trials = [...new Set(own.flatMap((one) => one.trials))];
    const caveat = part.verdict.caveats.find((one) => one.rule === rule)?.text ?? rule.title;
    const where = gap ? `, where: '${openingWords(gap.sentence.text)}'` : '';
    const entry = `{ rule: ${rule.id}, between: [${trials.join(', ')}]${where}, reason: … }`;
    return [
      problem('not-comparable', `${namePart(part.where)}: ${caveat}`, gap?.place ?? part.place, {
        hints: [`show them separately, or acknowledge it with a reason: acknowledge: [${entry}]`],
      }),
    ];
  });
}

/** Enough of a sentence to know it by. */
function openingWords(sentence: string): string {
  return sentence.split(/\s+/).slice(0, 8).join(' ').replaceAll("'", "''");
}

function salesBlocks({ where, place, sales }: AppraisedPart): Diagnostic[] {
  return sales
    .filter(({ rule }) => rule.severity === 'block')
    .map(({ rule, text }) =>
      problem('sales-claim', `${namePart(where)}: ${text}`, place, {
        hints: [`rule ‘${rule.id}’: correct the sentence or the data`],
      }),
    );
}

/** What makes each kind of claim fair. */
const ways: Record<ClaimFinding['code'], string> = {
  'claim-control-arm':
    'show the result of the arm that received the drug, or say that this is the control arm',
  'claim-pooled-range': 'give each trial its own number',
  'claim-benchmark': 'add the trial',
  'claim-benchmark-range': 'name the trial that is left out',
  'claim-benchmark-result': 'show the better result beside it, or name the trial that the number is from',
  'claim-surrogate': 'say what was measured and what is not yet known',
  'claim-cross-trial-statistic': 'remove the statistic; only a randomised comparison can have one',
  'claim-word': 'say what was observed, or show the randomised comparison in the sentence or its paragraph',
  'claim-effect': 'show the randomised comparison with its interval, or say only what was observed',
  'claim-subgroup': 'show the result for all patients beside that of the subgroup',
  'claim-non-inferiority':
    'show the test of non-inferiority with its margin, or the interval without a verdict',
  'claim-tolerability': 'show the adverse events of each arm instead',
  'claim-trend': 'give the estimate with its interval, and say that no difference was shown',
  'claim-certainty': 'say what was observed, in how many patients and for how long',
  'claim-relative': 'show the result of each arm, or the difference in percentage points',
};

function toDiagnostic(
  { code, severity, message, where, place }: ClaimFinding,
  { title }: Briefing,
): Diagnostic {
  const tell = severity === 'block' ? problem : warning;
  return tell(code, `${where}: ${message}`, place ?? title.place, { hints: [ways[code]] });
}

function missingSafety({ title }: Briefing, { whole }: Appraisal): Diagnostic[] {
  return whole.caveats.map(({ text, trials }) =>
    problem('safety-missing', text, title.place, {
      hints: [
        `show their adverse events, or write \`safety: not extracted\` in ${trials.map((id) => `trials/${id}.yaml`).join(', ')}`,
      ],
    }),
  );
}

function missingDisclosures({ disclosures }: House, place: Place): Diagnostic[] {
  const view = { expressed: true, disclosures };
  return disclosureRules
    .filter((rule) => rule.fires(view))
    .map((rule) =>
      problem(
        'disclosures-missing',
        rule
          .caveat(view)
          .map(({ written }) => written.text)
          .join(''),
        place,
        {
          hints: ['write each part of `disclosures:` in house.yaml, even if it is “none”'],
        },
      ),
    );
}
