import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import { partsOf } from '../../notation/responses.ts';
import { decimalsOf } from '../../notation/rounding.ts';
import { percentNumber, percentText } from '../../shapes/proportion.ts';
import { findingsOfShape, type Resolve } from '../resolve.ts';
import {
  type ProportionFinding,
  type ResponseBar,
  type ResponseEndpoint,
  responseEndpoints,
} from './request.ts';

export const resolveStackedResponse: Resolve<'stacked-response'> = (fields, keys, check) => {
  const at = [...keys, 'findings'];
  const findings = findingsOfShape(['proportion'], 'proportions', fields.findings, at, check);
  const bars = new BarCheck(fields.findings ?? [], at, check).barsOf(findings as ProportionFinding[]);
  return { bars };
};

/** Sorts results into bars, one for each arm or subgroup of it, and reports invalid bars. */
class BarCheck {
  private readonly addresses: readonly string[];
  private readonly keys: Key[];
  private readonly check: FileCheck;

  constructor(addresses: readonly string[], keys: Key[], check: FileCheck) {
    this.addresses = addresses;
    this.keys = keys;
    this.check = check;
  }

  barsOf(findings: ProportionFinding[]): ResponseBar[] {
    const bars = new Map<string, Partial<ResponseBar>>();
    for (const finding of findings.filter((one) => this.isResponse(one))) {
      const { trial, arm, subgroup } = finding;
      const key = [trial.id, arm?.id, subgroup?.by, subgroup?.is].join(' ');
      const bar = bars.get(key) ?? {};
      const endpoint = finding.endpoint.id as ResponseEndpoint;
      const before = bar[endpoint];
      if (before) this.complain(finding, `this bar already has ‘${before.id}’ as its ${endpoint}`, before);
      bars.set(key, { [endpoint]: finding, ...bar });
    }
    const whole = [...bars.values()].flatMap((bar) => {
      if (!this.hasWhole(bar)) return [];
      this.checkPatients(bar);
      this.checkSum(bar);
      return [bar];
    });
    this.checkCategories(whole);
    return whole;
  }

  private isResponse(finding: ProportionFinding): boolean {
    if ((responseEndpoints as readonly string[]).includes(finding.endpoint.id)) return true;
    const expected = `expected one of ${responseEndpoints.join(', ')}`;
    return (
      this.complain(finding, `‘${finding.endpoint.id}’ is not a response category: ${expected}`) ?? false
    );
  }

  private hasWhole(bar: Partial<ResponseBar>): bar is ResponseBar {
    if (bar.orr) return true;
    const [first] = Object.values(bar);
    if (first) this.complain(first, `${nameOf(first)} has no overall response to compare with`);
    return false;
  }

  private checkPatients({ orr, ...parts }: ResponseBar): void {
    for (const part of Object.values(parts)) {
      if (part.cut?.id === orr.cut?.id && part.value.of === orr.value.of) continue;
      const other =
        part.cut?.id === orr.cut?.id ? 'counts different patients from' : 'is from a different analysis than';
      this.complain(part, `‘${part.id}’ ${other} ‘${orr.id}’`, orr);
    }
  }

  /** No response is wider than one that contains it, and VGPR and PR are all, whatever rounding took away. */
  private checkSum(bar: ResponseBar): void {
    for (const { percent, from } of partsOf(bar)) {
      const [wide, narrow] = [from[0], from.at(-1)];
      if (!wide || !narrow || percent >= -roundedAway(...from)) continue;
      const message = `${nameOf(wide)}: ${formatResponse(narrow)} is more than ${formatResponse(wide)}, which contains it`;
      this.refuse('response-order', narrow, message, wide);
    }
    const { vgpr, pr, orr } = bar;
    if (!vgpr || !pr) return;
    const excess = percentNumber(vgpr.value) + percentNumber(pr.value) - percentNumber(orr.value);
    if (Math.abs(excess) <= roundedAway(vgpr, pr, orr)) return;
    const message = `${nameOf(orr)}: ${formatResponse(vgpr)} and ${formatResponse(pr)} add up to ${excess > 0 ? 'more' : 'less'} than ${formatResponse(orr)}`;
    this.refuse('response-sum', orr, message, vgpr);
  }

  /** Bars of one figure are cut alike. */
  private checkCategories([first, ...others]: ResponseBar[]): void {
    if (!first) return;
    const cut = (bar: ResponseBar) =>
      partsOf(bar)
        .map(({ name }) => name)
        .join(', ');
    for (const other of others) {
      if (cut(other) === cut(first)) continue;
      const message = `the bar of ${nameOf(other.orr)} shows ${cut(other)}, that of ${nameOf(first.orr)} ${cut(first)}`;
      this.complain(other.orr, message, first.orr);
    }
  }

  private complain(at: ProportionFinding, message: string, other?: ProportionFinding): undefined {
    return this.refuse('response-parts', at, message, other);
  }

  private refuse(code: string, at: ProportionFinding, message: string, other?: ProportionFinding): undefined {
    const related = other ? [{ message: `‘${other.id}’`, place: this.placeOf(other) }] : [];
    return this.check.complain(code, message, this.placeOf(at), { related });
  }

  private placeOf({ id }: ProportionFinding) {
    return this.check.parsed.placeOf([...this.keys, this.addresses.indexOf(id)]);
  }
}

/** What the sum of some percentages may be off by, in per cent: nothing for those with counts. */
function roundedAway(...findings: ProportionFinding[]): number {
  const halves = findings.map(({ value }) =>
    value.events !== undefined && value.of ? 0 : 0.5 * 10 ** -decimalsOf(percentText(value)),
  );
  return halves.reduce((sum, half) => sum + half, 1e-9);
}

function formatResponse({ endpoint, value }: ProportionFinding): string {
  return `${endpoint.abbreviation ?? endpoint.label} ${percentText(value)}%`;
}

function nameOf({ trial, arm }: ProportionFinding): string {
  return `${trial.name}${arm ? `, ${arm.label}` : ''}`;
}
