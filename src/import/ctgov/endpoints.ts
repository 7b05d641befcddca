/**
 * Endpoints of the catalogue by the titles that registries give them. A title matches as a whole: its name, an
 * abbreviation in brackets, and how or when it was measured; anything else is an outcome of its own.
 */
const names: readonly [id: string, name: string, abbreviation: string][] = [
  ['os', 'overall survival', 'OS'],
  ['pfs', 'progression[- ]free survival', 'PFS'],
  ['efs', 'event[- ]free survival', 'EFS'],
  ['dfs', 'disease[- ]free survival', 'DFS'],
  ['rfs', '(?:relapse|recurrence)[- ]free survival', 'RFS'],
  ['ttp', 'time[- ]to[- ](?:disease )?progression', 'TTP'],
  ['dor', 'duration of (?:overall )?response', 'DOR|DoR'],
  ['orr', '(?:objective|overall) (?:tumou?r )?response(?: rate)?', 'ORR|OR'],
  ['disease-control', 'disease control(?: rate)?', 'DCR'],
  ['clinical-benefit', 'clinical benefit(?: rate)?', 'CBR'],
];

const lead =
  '(?:(?:median|kaplan[- ]meier(?: estimates?)? (?:of|for)|number of (?:participants|patients|subjects) with|(?:percentage|proportion|number) of (?:participants|patients|subjects) (?:with|achieving|who achieved)(?: an?)?) )?';
const how =
  '(?: (?:rate|by|per|as (?:assessed|determined|measured|evaluated)|assessed|according to|based on|at|from|in (?:the )?(?:itt|intent|full analysis|all)|using|\\().*)?';

const patterns = names.map(([id, name, abbreviation]): [string, RegExp] => [
  id,
  new RegExp(`^${lead}(?:best )?${name}(?: ?\\((?:${abbreviation})\\))?${how}$`, 'i'),
]);

const negations = /\b(?:non|not|without|no|loss of|failure|with or without|change|score|subgroup)\b/i;

/** The endpoint of the catalogue that a title names, where `isKnown`; undefined when it is not certain. */
export function endpointNamed(title: string, isKnown: (id: string) => boolean): string | undefined {
  if (negations.test(title)) return undefined;
  const found = patterns.find(([, pattern]) => pattern.test(title.trim()));
  return found && isKnown(found[0]) ? found[0] : undefined;
}

/** Who judged the outcome, where its title says so. */
export function assessorIn(title: string): 'independent' | 'investigator' | undefined {
  const isIndependent =
    /\b(?:IRR|BICR|IRC|IRF|ICR)\b|independent (?:central |radiolog|review|blinded)|blinded independent/i.test(
      title,
    );
  const isInvestigator = /\binvestigator/i.test(title);
  if (isIndependent === isInvestigator) return undefined;
  return isIndependent ? 'independent' : 'investigator';
}
