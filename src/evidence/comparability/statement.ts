import type { Finding } from '../../model/trial.ts';
import type { Written } from '../../notation/written.ts';
import { normalised } from './inputs.ts';
import type { PairRule, Statement } from './rule.ts';
import { contrast, stated } from './wording.ts';

/** A fact that two results are compared by. */
interface Fact {
  /** As the line on what is not stated names it. */
  subject: string;
  /** What is compared; undefined when not stated. */
  read(finding: Finding): string | undefined;
  /** As it prints; as it is compared when left out. */
  write?(finding: Finding): string | Written | undefined;
  /** Whether the fact means something for the result; always when left out. */
  applies?(finding: Finding): boolean;
  /** Whether a reader misses it even where neither states it; never when left out. */
  needed?(finding: Finding): boolean;
  /** Whether two statements say the same. Letter case and spacing never count. */
  isSame?(a: string, b: string): boolean;
  /** Whether silence commonly means none, so that the other statement is worth telling. */
  telling?: boolean;
}

/** Fires when both results state the fact and it differs. */
export function differing(fact: Fact): Pick<PairRule, 'fires'> & { statements: Statement[] } {
  return { fires: (a, b) => isDifferent(fact, a, b), statements: [statementOf(fact)] };
}

/** The same with the usual sentence: `Masking differs: open-label (A), double-blind (B)`, and `tail` why it matters. */
export function differingIn(
  fact: Fact,
  subject: string,
  tail = '',
): Pick<PairRule, 'fires' | 'caveat'> & { statements: Statement[] } {
  const write = fact.write ?? fact.read;
  return {
    ...differing(fact),
    caveat: (findings) =>
      contrast(
        subject,
        findings.filter((finding) => fact.applies?.(finding) ?? true),
        (finding) => stated(finding, write(finding)),
        tail,
      ),
  };
}

function appliesToBoth({ applies = () => true }: Fact, a: Finding, b: Finding): boolean {
  return applies(a) && applies(b);
}

function isDifferent(fact: Fact, a: Finding, b: Finding): boolean {
  const [one, other] = [fact.read(a), fact.read(b)];
  if (!appliesToBoth(fact, a, b) || one === undefined || other === undefined) return false;
  return normalised(one) !== normalised(other) && !fact.isSame?.(one, other);
}

export function statementOf(fact: Fact): Statement {
  const { subject, read, needed = () => false, telling = false } = fact;
  const write = fact.write ?? read;
  const isStated = (finding: Finding) => read(finding) !== undefined;
  return {
    subject,
    isMissing: (a, b) => {
      if (!appliesToBoth(fact, a, b)) return false;
      return isStated(a) === isStated(b) ? !isStated(a) && needed(a) && needed(b) : true;
    },
    isStated,
    ...(telling && { told: (finding) => stated(finding, write(finding)) }),
  };
}
