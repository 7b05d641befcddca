import { type Change, type ChangeGroup, changeKinds, type DataComparison, lastOf } from './change.ts';
import { kindOfPair } from './classify.ts';
import { isLater } from './cut-order.ts';
import { factSubject, type Pairing, pairFacts } from './same-subject.ts';
import type { DataFact, DataSnapshot, Owner } from './snapshot.ts';

/** What became of the data of the first edition in the second, trial by trial. */
export function compareSnapshots(before: DataSnapshot, after: DataSnapshot): DataComparison {
  const known = new Set(before.trials.map(({ id }) => id));
  const isShown = (owner: Owner) => after.facts.some(({ owner: id, used }) => id === owner.id && used);
  const groups = after.trials.filter(({ id }) => known.has(id)).map((owner) => groupOf(owner, before, after));
  return {
    groups: groups.filter(({ changes }) => changes.length > 0).sort(byWeight),
    joined: after.trials.filter((owner) => !known.has(owner.id) && isShown(owner)),
  };
}

/** Drops changes that are hidden by default. */
export function visibleChanges({ groups, joined }: DataComparison): DataComparison {
  const told = groups.map((group) => ({ ...group, changes: group.changes.filter((one) => one.told) }));
  return { joined, groups: told.filter(({ changes }) => changes.length > 0).sort(byWeight) };
}

function groupOf(owner: Owner, before: DataSnapshot, after: DataSnapshot): ChangeGroup {
  const own = ({ facts }: DataSnapshot) => facts.filter((fact) => fact.owner === owner.id);
  const pairing = pairFacts(own(before), own(after));
  const changes = [
    ...withFollowUp(ofPairs(pairing)),
    ...pairing.gone.map((fact): Change => ({ kind: 'withdrawn', before: fact, told: fact.used })),
    ...ofArrived(pairing),
  ];
  return { ...owner, changes: changes.sort(inOrder) };
}

function ofPairs({ pairs }: Pairing): Change[] {
  return pairs.flatMap((pair): Change[] => {
    const kind = kindOfPair(pair);
    if (!kind) return [];
    const isSeen = pair.before.used || pair.after.used;
    return [{ kind, ...pair, told: isSeen && kind !== 'source' && kind !== 'described' }];
  });
}

/** A follow-up that its cut's results moved on with was not wrong: it has grown. */
function withFollowUp(changes: Change[]): Change[] {
  const grown = new Set(changes.filter(({ kind }) => kind === 'matured').map(({ after }) => after?.cut?.id));
  return changes.map((change): Change => {
    const { kind, before, after } = change;
    if (kind !== 'corrected' || after.about.endpoint !== 'follow-up') return change;
    const isGrown = grown.has(after.cut?.id) && isLater(after.cut, before.cut);
    return isGrown ? { ...change, kind: 'matured' } : change;
  });
}

/** What a trial had nothing of is new; what continues what it had supersedes it. */
function ofArrived({ pairs, arrived }: Pairing): Change[] {
  const known = Map.groupBy(
    pairs.map(({ before }) => before),
    factSubject,
  );
  const latest = new Map<DataFact, DataFact>();
  const rest: Change[] = [];
  for (const fact of arrived) {
    const older = known.get(factSubject(fact))?.filter((one) => isLater(fact.cut, one.cut));
    const last = older?.reduce<DataFact | undefined>(
      (found, one) => (isLater(found?.cut, one.cut) ? found : one),
      undefined,
    );
    const rival = last && latest.get(last);
    if (!last) rest.push({ kind: 'new', after: fact, told: fact.used });
    else if (!rival || isLater(fact.cut, rival.cut)) latest.set(last, fact);
  }
  const superseded = [...latest].map(
    ([before, after]): Change => ({ kind: 'superseded', before, after, told: before.used || after.used }),
  );
  return [...superseded, ...rest];
}

function weightOf({ kind }: Change): number {
  return changeKinds.indexOf(kind);
}

function inOrder(a: Change, b: Change): number {
  return weightOf(a) - weightOf(b) || (lastOf(a).id < lastOf(b).id ? -1 : 1);
}

function byWeight(a: ChangeGroup, b: ChangeGroup): number {
  const heaviest = ({ changes }: ChangeGroup) => Math.min(...changes.map(weightOf));
  return heaviest(a) - heaviest(b) || (a.name < b.name ? -1 : 1);
}
