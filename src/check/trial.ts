import type { z } from 'zod';
import type { Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Library } from '../model/library.ts';
import {
  type Arm,
  armSchema,
  type Cut,
  cutSchema,
  type Finding,
  findingSchema,
  type Trial,
  trialSchema,
} from '../model/trial.ts';
import { suggest } from '../suggest.ts';
import { checkFinding } from './finding.ts';
import { impliedFindings } from './implied-findings.ts';
import type { References } from './references.ts';
import { fitSchema } from './schema.ts';

/** Adds a trial and its findings to the library. Entries that fit are checked even when others do not. */
export function checkTrial(
  parsed: Parsed,
  library: Library,
  references: References,
  diagnostics: Diagnostic[],
): void {
  const file = fitSchema(trialSchema, parsed, diagnostics);
  const arms = entriesThatFit(armSchema, parsed, 'arms');
  const cuts = entriesThatFit(cutSchema, parsed, 'cuts');
  const trial = {
    ...file,
    id: parsed.file.id,
    arms: arms.map(([id, arm]): Arm => {
      const { source = [], ...rest } = arm;
      return { ...rest, id, references: references.sources(source, parsed, ['arms', id, 'source']) };
    }),
    cuts: cuts.map(
      ([id, { source, ...cut }]): Cut => ({
        ...cut,
        id,
        references: references.sources(source, parsed, ['cuts', id, 'source']),
      }),
    ),
    findings: [] as Finding[],
    milestones: Object.entries(file?.milestones ?? {}).map(([id, { source, ...milestone }]) => ({
      ...milestone,
      id,
      references: references.sources(source, parsed, ['milestones', id, 'source']),
    })),
  } as Trial;
  checkArms(trial, parsed, library, diagnostics);
  for (const [key, raw] of entriesThatFit(findingSchema, parsed, 'findings')) {
    const finding = checkFinding(key, raw, trial, parsed, library, references, diagnostics);
    if (finding) trial.findings.push(finding);
  }
  if (file) addTrial(trial, parsed, library, diagnostics);
}

function entriesThatFit<T extends z.ZodType>(
  schema: T,
  parsed: Parsed,
  field: string,
): [string, z.output<T>][] {
  const data = parsed.data as Record<string, unknown>;
  const record = typeof data[field] === 'object' && data[field] !== null ? data[field] : {};
  return Object.entries(record).flatMap(([key, value]) => {
    const result = schema.safeParse(value);
    return result.success ? [[key, result.data] as [string, z.output<T>]] : [];
  });
}

function checkArms(trial: Trial, parsed: Parsed, library: Library, diagnostics: Diagnostic[]): void {
  for (const arm of trial.arms) {
    const keys = ['arms', arm.id];
    if (arm.product !== undefined && !library.products.has(arm.product)) {
      diagnostics.push(
        problem(
          'unknown-product',
          `there is no product ‘${arm.product}’`,
          parsed.placeOf([...keys, 'product']),
          {
            hints: suggest(arm.product, [...library.products.keys()]),
          },
        ),
      );
    }
    const numbers = [arm.enrolled, arm.randomised, arm.treated];
    if (numbers.some((n) => n !== undefined) && arm.references.length === 0) {
      diagnostics.push(
        problem(
          'missing-source',
          `the numbers of patients of arm ‘${arm.id}’ have no source`,
          parsed.placeOfKey(keys),
          {
            hints: ['add source: with a key of sources.yaml'],
          },
        ),
      );
    }
  }
}

function addTrial(trial: Trial, parsed: Parsed, library: Library, diagnostics: Diagnostic[]): void {
  if (library.products.has(trial.id)) {
    diagnostics.push(
      problem(
        'duplicate-key',
        `a product has the key ‘${trial.id}’ too, so addresses would be ambiguous`,
        parsed.placeOf([]),
      ),
    );
  }
  library.trials.set(trial.id, trial);
  for (const finding of [...impliedFindings(trial, library.endpoints), ...trial.findings]) {
    if (library.data.has(finding.id)) {
      const key = finding.id.slice(trial.id.length + 1);
      diagnostics.push(
        problem(
          'duplicate-key',
          `‘${finding.id}’ is made from the arms or cuts already`,
          parsed.placeOfKey(['findings', key]),
        ),
      );
    }
    library.data.set(finding.id, { kind: 'finding', finding });
  }
}
