import { isSlug, shortSlug, takeKey } from '../../model/slug.ts';
import type { Tree } from '../tree.ts';
import type { ProtocolArm, ReportedGroup, Study } from './study.ts';
import { oneLine, paragraphs, plainWords, wholeNumeral } from './words.ts';

/** An arm of the trial, or patients counted together who are none. */
export interface Column {
  key: string;
  label: string;
  isArm: boolean;
  role?: 'experimental' | 'control';
  /** Patients who began the first period in it, by which groups of other sections are recognised. */
  size?: string;
  /** Patients who started the trial in it, where the record says so. */
  started?: string;
  /** Tables of the record that it is in, and those in which it has more patients than started. */
  seen: { tables: number; larger: number };
  /** As written, but for what follows from the above. */
  fields: { [field: string]: Tree };
}

/** The groups of one section of the record, by their ids; undefined for those that may be one of several arms. */
export type Joined = ReadonlyMap<string, Column | undefined>;

const pooled =
  /^(?:overall |grand )?total\b|^all\b|\bpooled\b|\bcombined\b|^overall\b|\ball (?:participants|patients|subjects)\b/i;
const everyone =
  /^(?:overall |grand )?total\b|^all (?:participants|patients|subjects|arms|groups)\b|^overall\b/i;

/** Arms and groups of a trial, and which of them each group of the record is. */
export class Columns {
  readonly arms: Column[] = [];
  readonly groups: Column[] = [];
  private readonly study: Study;
  /** Titles that the author joined to an arm by hand. */
  private readonly joins: ReadonlyMap<string, string>;
  private readonly source: string;

  constructor(study: Study, source: string, joins: ReadonlyMap<string, string>) {
    this.study = study;
    this.source = source;
    this.joins = joins;
    const { armGroups } = study.protocolSection.armsInterventionsModule;
    const flow = study.resultsSection.participantFlowModule;
    const started = startedIn(flow);
    const sizes = countsIn(flow.periods[0]);
    for (const group of flow.groups.filter(({ title = '' }) => !isPooled(title) || flow.groups.length === 1))
      this.addArm(group, armFor(group, armGroups, flow.groups), {
        started: started.get(group.id ?? ''),
        size: sizes.get(group.id ?? ''),
      });
    if (this.arms.length === 0)
      for (const arm of armGroups)
        this.addArm({ id: undefined, title: arm.label, description: arm.description }, arm);
    if (study.protocolSection.designModule.designInfo.interventionModel === 'CROSSOVER')
      this.addTreatments(armGroups);
    this.setRoles(armGroups);
  }

  /** Joins the groups of one section; each arm is at most one of them. Ids are those of the record. */
  join(reported: readonly ReportedGroup[], sizes: ReadonlyMap<string, string> = new Map()): Joined {
    const found = new Map<string, Column | undefined>();
    const free = new Set(this.arms);
    const take = (id: string, column: Column) => {
      found.set(id, column);
      free.delete(column);
    };
    const named = reported.filter(({ id }) => id !== undefined) as (ReportedGroup & { id: string })[];
    const byHand = (title: string, arm: Column) => this.joins.get(title) === arm.key;
    for (const matches of [byHand, byTitle, byWords]) {
      for (const { id, title = '' } of named.filter(({ id }) => !found.has(id))) {
        const fitting = [...free].filter((arm) => matches(title, arm));
        if (fitting.length === 1) take(id, fitting[0] as Column);
        else if (fitting.length > 1 && matches !== byWords) found.set(id, undefined);
      }
    }
    for (const { id, title = '' } of named.filter(({ id }) => !found.has(id))) {
      const fitting = [...free].filter((arm) => isOfSize(arm, sizes.get(id)) && sharesWord(title, arm.label));
      const rivals = named.filter((one) => !found.has(one.id) && sizes.get(one.id) === sizes.get(id));
      if (fitting.length === 1 && rivals.length === 1 && !isPooled(title)) take(id, fitting[0] as Column);
    }
    for (const group of named.filter(({ id }) => !found.has(id)))
      found.set(group.id, this.groupOf(group, found));
    for (const [id, column] of found) count(column, sizes.get(id));
    return found;
  }

  /** As written under `arms:`; a number that started is left out where most tables have more patients than that. */
  armTree(): { [key: string]: Tree } {
    return Object.fromEntries(
      this.arms.map(({ key, fields, role, started, seen }) => {
        const isSound = started !== undefined && seen.larger <= seen.tables / 2;
        const counted = isSound && { [this.startedAs()]: started, source: this.source };
        return [key, { ...fields, ...(role && { role }), ...counted }];
      }),
    );
  }

  private startedAs(): 'randomised' | 'enrolled' {
    const { allocation } = this.study.protocolSection.designModule.designInfo;
    return allocation === 'RANDOMIZED' ? 'randomised' : 'enrolled';
  }

  groupTree(): { [key: string]: Tree } {
    return Object.fromEntries(this.groups.map(({ key, fields }) => [key, fields]));
  }

  private addArm(
    group: ReportedGroup,
    protocol: ProtocolArm | undefined,
    { started, size }: { started?: string | undefined; size?: string | undefined } = {},
  ): void {
    const label = oneLine(group.title) ?? oneLine(protocol?.label) ?? 'Arm';
    const regimen = regimenOf(protocol, this.study) ?? oneLine(group.description) ?? label;
    this.arms.push({
      key: uniqueKey(label, [...this.arms, ...this.groups], 'arm'),
      label,
      isArm: true,
      seen: { tables: 0, larger: 0 },
      ...(size !== undefined && { size }),
      ...(started !== undefined && { started }),
      ...(protocol && roleOf(protocol)),
      fields: { label, regimen },
    });
  }

  /** In a crossover trial the groups compared are treatments, while the flow is of sequences. */
  private addTreatments(armGroups: readonly ProtocolArm[]): void {
    const { outcomeMeasures } = this.study.resultsSection.outcomeMeasuresModule;
    for (const { groups, analyses } of outcomeMeasures) {
      const compared = new Set(analyses.flatMap(({ groupIds }) => groupIds));
      for (const group of groups.filter(({ id }) => compared.has(id))) {
        const title = group.title ?? '';
        const isKnown = this.arms.some((arm) => byTitle(title, arm) || byWords(title, arm));
        if (!isKnown && !isPooled(title)) this.addArm(group, armFor(group, armGroups, groups));
      }
    }
  }

  /** An active comparator is a control only beside an arm under test. */
  private setRoles(armGroups: readonly ProtocolArm[]): void {
    const isTested = armGroups.some(({ type }) => type === 'EXPERIMENTAL');
    for (const arm of this.arms) {
      const isActive = armGroups.some(
        (one) => one.type === 'ACTIVE_COMPARATOR' && byTitle(one.label ?? '', arm),
      );
      if (arm.role === 'control' && isActive && !isTested) delete arm.role;
    }
  }

  private groupOf(group: ReportedGroup & { id: string }, found: Joined): Column {
    const label = oneLine(group.title) ?? 'Group';
    const known = this.groups.find(
      (one) => plainWords(one.label) === plainWords(label) && ![...found.values()].includes(one),
    );
    if (known) return known;
    const ofAll = everyone.test(label) && this.arms.length > 1;
    const note = paragraphs(group.description);
    const column: Column = {
      key: uniqueKey(label, [...this.arms, ...this.groups], 'group'),
      label,
      isArm: false,
      seen: { tables: 0, larger: 0 },
      fields: {
        label,
        kind: ofAll ? 'pooled' : 'cohort',
        ...(ofAll && { of: this.arms.map(({ key }) => key) }),
        ...(note !== undefined && plainWords(note) !== plainWords(label) && { note }),
      },
    };
    this.groups.push(column);
    return column;
  }
}

function count(column: Column | undefined, size: string | undefined): void {
  if (!column?.started || size === undefined) return;
  column.seen.tables += 1;
  if (Number(size) > Number(column.started)) column.seen.larger += 1;
}

const beforeTreatment = /\brun-?in\b|\blead-?in\b|\bscreen|\bpre-?treat|\bwash-?out\b/i;

/** Patients who started, by group: those of the first period that is no preparation and that every group began. */
function startedIn({
  groups,
  periods,
}: Study['resultsSection']['participantFlowModule']): Map<string, string> {
  const sound = periods.find((period) => {
    const counts = [...countsIn(period).values()];
    const isWhole = counts.length === groups.length && !counts.includes('0');
    return isWhole && !beforeTreatment.test(period.title ?? '');
  });
  return countsIn(sound);
}

function countsIn(period: Study['resultsSection']['participantFlowModule']['periods'][number] | undefined) {
  const started = period?.milestones.find(({ type }) => type === 'STARTED')?.achievements ?? [];
  return new Map(
    started.flatMap(({ groupId, numSubjects }) => {
      const number = wholeNumeral(numSubjects);
      return groupId !== undefined && number !== undefined ? [[groupId, number] as const] : [];
    }),
  );
}

function isPooled(title: string): boolean {
  return pooled.test(title);
}

/** The arm of the protocol that a group is: by its title, or where each list has one entry. */
function armFor(
  { title = '' }: ReportedGroup,
  arms: readonly ProtocolArm[],
  all: readonly ReportedGroup[],
): ProtocolArm | undefined {
  if (arms.length === 1 && all.length === 1) return arms[0];
  for (const matches of [sameWords, sameNames]) {
    const fitting = arms.filter(({ label = '' }) => matches(title, label));
    if (fitting.length === 1) return fitting[0];
  }
  return undefined;
}

function byTitle(title: string, arm: Column): boolean {
  return sameWords(title, arm.label);
}

function byWords(title: string, arm: Column): boolean {
  return sameNames(title, arm.label);
}

function sameWords(a: string, b: string): boolean {
  return plainWords(a) === plainWords(b) && plainWords(a) !== '';
}

const fillers = new Set([
  'plus',
  'and',
  'with',
  'in',
  'combination',
  'arm',
  'group',
  'cohort',
  'the',
  'of',
  'treatment',
  'or',
  '/',
]);

/** Names of drugs and doses in a title, in order of the alphabet: `Arm A: X plus Y` is the same as `Y/X`. */
function namesIn(title: string): string[] {
  const withoutPrefix = title.replace(
    /^(?:arm|group|cohort|part|treatment)\s+[a-z0-9]{1,3}\s*[:.)–-]\s*/i,
    '',
  );
  return [...new Set(plainWords(withoutPrefix).split(/[\s/]+/))]
    .filter((word) => word && !fillers.has(word))
    .sort();
}

function sameNames(a: string, b: string): boolean {
  const [one, other] = [namesIn(a), namesIn(b)];
  return one.length > 0 && one.join(' ') === other.join(' ');
}

function sharesWord(title: string, label: string): boolean {
  const names = new Set(namesIn(label));
  return namesIn(title).some((word) => names.has(word));
}

function isOfSize(arm: Column, size: string | undefined): boolean {
  return arm.size !== undefined && arm.size === size;
}

function roleOf({ type }: ProtocolArm): { role?: 'experimental' | 'control' } {
  if (type === 'EXPERIMENTAL') return { role: 'experimental' };
  const isControl = [
    'PLACEBO_COMPARATOR',
    'SHAM_COMPARATOR',
    'NO_INTERVENTION',
    'ACTIVE_COMPARATOR',
  ].includes(type ?? '');
  return isControl ? { role: 'control' } : {};
}

function regimenOf(arm: ProtocolArm | undefined, { protocolSection }: Study): string | undefined {
  const names = (arm?.interventionNames ?? []).flatMap(
    (name) => oneLine(name?.replace(/^[A-Za-z_ ]+: /, '')) ?? [],
  );
  if (names.length > 0) return names.join('; ');
  const all = protocolSection.armsInterventionsModule.interventions.flatMap(
    ({ name }) => oneLine(name) ?? [],
  );
  return arm && protocolSection.armsInterventionsModule.armGroups.length === 1 && all.length > 0
    ? all.join('; ')
    : undefined;
}

/** A key that no other column has; in the order of the record where titles are alike. */
function uniqueKey(label: string, others: readonly Column[], fallback: string): string {
  const short = shortSlug(label, 48);
  const slug = isSlug(short) ? short : `${fallback}-${short}`.replace(/-+$/, '');
  return takeKey(slug, new Set(others.map(({ key }) => key)));
}
