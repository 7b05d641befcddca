import type { Key } from '../content/parse.ts';
import type { TableEntry } from '../model/briefing.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { CrossTrialRow, SummaryRow, TableRequest } from '../model/requests.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';
import { suggest } from '../suggest.ts';
import { candidatesFor } from './cells.ts';
import type { FileCheck } from './file-check.ts';
import { type Draft, findingsAt, linesOf } from './request.ts';
import type { Entry } from './schema.ts';

/** Resolves what a table of the front matter shows; undefined when it cannot stand. */
export function checkTable(entry: Entry<TableEntry>, draft: Draft): TableRequest | undefined {
  const { id, keys, whole, fields } = entry;
  const { check, line } = draft;
  const texts = { id, title: line([...keys, 'title']), ...linesOf(['note'], fields, keys, draft) };
  const chosen = findingsAt(fields.use, [...keys, 'use'], check);
  const endpoints = (fields.endpoints ?? []).flatMap((name, index) => {
    const endpoint = check.find('endpoint', name, [...keys, 'endpoints', index]);
    return endpoint ? [{ endpoint, keys: [...keys, 'endpoints', index] }] : [];
  });
  const filler = new Filler(new Set(chosen.map((finding) => finding.id)), check);
  const arms = (fields.arms ?? []).flatMap((address, index) => {
    const found = armAt(address, [...keys, 'arms', index], check);
    return found ? [{ ...found, keys: [...keys, 'arms', index] }] : [];
  });
  const crossTrial = arms.map((arm) =>
    filler.crossTrialRow(
      arm,
      endpoints.map(({ endpoint }) => endpoint),
    ),
  );
  const trial =
    fields.trial === undefined ? undefined : check.find('trial', fields.trial, [...keys, 'trial']);
  const summary = trial && endpoints.map((one) => filler.summaryRow(trial, one.endpoint, one.keys));
  if (!whole) return undefined;
  if (whole.kind === 'cross-trial')
    return {
      kind: whole.kind,
      ...texts,
      endpoints: endpoints.map(({ endpoint }) => endpoint),
      rows: crossTrial,
    };
  return trial && summary && { kind: whole.kind, ...texts, trial, rows: summary };
}

/** Finds what stands in the cells. */
class Filler {
  private readonly chosen: ReadonlySet<string>;
  private readonly check: FileCheck;

  constructor(chosen: ReadonlySet<string>, check: FileCheck) {
    this.chosen = chosen;
    this.check = check;
  }

  crossTrialRow(
    { trial, arm, keys }: { trial: Trial; arm: Arm; keys: Key[] },
    endpoints: Endpoint[],
  ): CrossTrialRow {
    const cells = endpoints.map((endpoint) => this.cell(trial, endpoint, (f) => f.arm?.id === arm.id, keys));
    return { trial, arm, cells };
  }

  summaryRow(trial: Trial, endpoint: Endpoint, keys: Key[]): SummaryRow {
    const cells = trial.arms.map((arm) => this.cell(trial, endpoint, (f) => f.arm?.id === arm.id, keys));
    const contrast = this.cell(trial, endpoint, (f) => f.compare !== undefined, keys);
    if (!contrast && cells.every((cell) => cell === undefined)) {
      const { parsed, complain } = this.check;
      complain('empty-row', `${trial.name} has no finding of ‘${endpoint.id}’`, parsed.placeOf(keys), {
        hints: suggest(endpoint.id, [...new Set(trial.findings.map((f) => f.endpoint.id))]),
      });
    }
    return { endpoint, cells, contrast };
  }

  private cell(
    trial: Trial,
    endpoint: Endpoint,
    isWanted: (finding: Finding) => boolean,
    keys: Key[],
  ): Finding | undefined {
    const candidates = candidatesFor(trial, endpoint.id, isWanted, this.chosen);
    const [first, second] = candidates;
    if (!second) return first;
    const ids = candidates.map((finding) => finding.id).join(', ');
    const { parsed, complain } = this.check;
    return complain('ambiguous-cell', `several findings could stand here: ${ids}`, parsed.placeOf(keys), {
      hints: [`choose with use: [${first?.id}]`],
    });
  }
}

function armAt(address: string, keys: Key[], check: FileCheck): { trial: Trial; arm: Arm } | undefined {
  const [trialId = '', armId = ''] = address.split('.');
  const trial = check.find('trial', trialId, keys);
  if (!trial) return undefined;
  const arm = trial.arms.find(({ id }) => id === armId);
  if (arm) return { trial, arm };
  const known = trial.arms.map(({ id }) => `${trialId}.${id}`);
  return check.complain('unknown-arm', `there is no arm ‘${address}’`, check.parsed.placeOf(keys), {
    hints: suggest(address, known),
  });
}
