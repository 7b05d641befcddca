import type { Finding, Trial } from '../model/trial.ts';

const families: Finding['endpoint']['family'][] = ['response', 'mrd', 'time-to-event'];

/** `Independent (ORR, PFS); investigator (OS)`; undefined when no result of efficacy says who judged it. */
export function assessorsIn({ findings }: Trial): string | undefined {
  const judged = findings.filter(({ assessor, endpoint }) => assessor && families.includes(endpoint.family));
  const parts = [...Map.groupBy(judged, ({ assessor }) => assessor)].map(([assessor, own]) => {
    const endpoints = own.map(({ endpoint }) => endpoint.abbreviation ?? endpoint.label);
    return `${assessor} (${[...new Set(endpoints)].join(', ')})`;
  });
  const text = parts.join('; ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}
