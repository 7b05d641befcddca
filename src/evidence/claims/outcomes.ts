import type { Endpoint } from '../../model/endpoint.ts';
import { has, words } from './plain.ts';
import { endpointsNamed } from './typed-values.ts';

/** Survival free of something else than death. */
const freeOf =
  /(?:progression|event|disease|relapse|recurrence|metastasis|invasive disease|failure|symptom|seizure|infection)[- ]free(?: survival)?|\b[pdeir]fs\b/g;

/** Outcomes that patients notice, none of which may replace another. */
const outcomes: Record<string, RegExp> = {
  death: words(
    'deaths?|mortality|died|dies?|dying|fatal(?:ity|ities)?|overall survival|survival|surviv(?:e|es|ed|ing|ors?)|os|(?:sav|prolong|extend|lengthen)(?:e|es|s|ed|ing)? (?:[\\p{L}]+ )?(?:life|lives)|liv(?:e|es|ed|ing) longer|alive|lives',
  ),
  progression: words(
    'progress(?:ion|ions|ed|es|ing)?|worsening|relaps(?:e|es|ed|ing)|recurrences?|event|(?:progression|event|disease|relapse|recurrence|metastasis|failure)[- ]free|[pdeir]fs',
  ),
  infarction: words('(?:myocardial )?infarctions?|heart attacks?|mi'),
  stroke: words('strokes?'),
  hospital: words('hospitali[sz](?:ation|ations|ed)|hospital|admissions?|admitted'),
  'quality of life': words(
    'quality[- ]of[- ]life|life quality|qol|dlqi|qlq(?:-c30)?|well-being|global health|feel better|kccq|sf-36|eq-5d',
  ),
  fracture: words('fractures?'),
  exacerbation: words('exacerbations?|flares?|flare-ups?'),
  infection: words('infections?|infected'),
  dialysis: words('dialysis|kidney failure|renal failure'),
};

/** Of a text with its case folded. */
function outcomesIn(text: string): Set<string> {
  const withoutFree = text.replace(freeOf, (found) => ` pfs${' '.repeat(Math.max(0, found.length - 4))}`);
  return new Set(
    Object.entries(outcomes)
      .filter(([, pattern]) => has(withoutFree, pattern))
      .map(([name]) => name),
  );
}

/** What a claim is about: the endpoints and outcomes that its words name. */
export interface About {
  named: ReadonlySet<string>;
  outcomes: ReadonlySet<string>;
  /** `or` between outcomes makes them one. */
  joined: boolean;
}

export function aboutOf(text: string, original: string, endpoints: ReadonlyMap<string, Endpoint>): About {
  return {
    named: endpointsNamed(original, endpoints),
    outcomes: outcomesIn(text),
    joined: / or /.test(text),
  };
}

/**
 * Whether a result is one of what a claim is about. A claim that names no outcome is about any. One outcome is
 * not shown by a composite of several, nor several by one of them.
 */
export function isAbout(about: About, endpoint: Endpoint): boolean {
  const head = outcomesIn(endpoint.label.toLowerCase());
  if (about.named.has(endpoint.id) && about.outcomes.size <= Math.max(1, head.size)) return true;
  const claimed = about.outcomes;
  if (claimed.size === 0) return about.named.size === 0 || about.named.has(endpoint.id);
  const whole = head.union(outcomesIn(endpoint.definition.toLowerCase()));
  if (!claimed.isSubsetOf(whole)) return false;
  if (about.joined) return claimed.isSupersetOf(head) || claimed.size > 1;
  return head.isSubsetOf(claimed) && (claimed.size === 1 || claimed.isSubsetOf(head));
}
