/** What the rules rest on. `note` says how far the text was read. */
export const guidance = {
  'EMA-SAT': {
    citation:
      'EMA/CHMP. Reflection paper on establishing efficacy based on single-arm trials submitted as pivotal evidence in a marketing authorisation. 2024.',
    url: 'https://ema.europa.eu/en/establishing-efficacy-based-single-arm-trials-submitted-pivotal-evidence-marketing-authorisation',
  },
  TSD18: {
    citation:
      'Phillippo DM et al. NICE DSU Technical Support Document 18. 2016; Med Decis Making 2018;38:200–211.',
    url: 'https://doi.org/10.1177/0272989X17725740',
    note: 'abstract',
  },
  LEE2010: {
    citation:
      'Lee CK et al. Historical cross-trial comparisons for competing treatments in advanced breast cancer: an empirical analysis of bias. Eur J Cancer 2010;46:541–548. PMID 20036117.',
  },
  NRR2020: {
    citation: 'Cross-trial comparisons in reviews: proceed with caution. Nat Rev Rheumatol 2020.',
    url: 'https://doi.org/10.1038/s41584-020-0492-3',
    note: 'summary',
  },
  ZHANG2020: {
    citation: 'Zhang J et al. Why are indirect treatment comparisons not feasible? Adv Ther 2020;37(7).',
  },
  IMWG2016: {
    citation:
      'Kumar S et al. IMWG consensus criteria for response and minimal residual disease assessment in multiple myeloma. Lancet Oncol 2016;17:e328–e346.',
    url: 'https://doi.org/10.1016/S1470-2045(16)30206-6',
    note: 'abstract',
  },
  COSTA2021: {
    citation:
      'Costa LJ et al. International harmonization in performing and reporting MRD assessment in multiple myeloma trials. Leukemia 2021.',
    url: 'https://doi.org/10.1038/s41375-020-01012-4',
    note: 'abstract',
  },
  'FDA-MRD26': {
    citation:
      'FDA. Minimal residual disease and complete response in multiple myeloma: use as endpoints to support accelerated approval. Draft guidance FDA-2025-D-2616. 2026.',
    note: 'landing page',
  },
  GRADE14: { citation: 'Schünemann HJ et al. Cochrane Handbook v6.4, chapter 14. 2023.' },
  MCBSH: { citation: 'Kiesewetter B et al. ESMO-MCBS:H v1.0. Ann Oncol 2023;34:734–771.' },
  CONSORT: { citation: 'CONSORT statement, 2010 and update of 2025.', note: 'from memory' },
  ANNALS: { citation: 'Annals of Internal Medicine. General statistical guidance.' },
  SAMPL: { citation: 'SAMPL guidelines for statistical reporting.' },
  'ICH-E9R1': {
    citation: 'ICH E9(R1). Addendum on estimands and sensitivity analysis in clinical trials. 2019.',
    note: 'from memory',
  },
  FINRA2241: {
    citation: 'FINRA Rule 2241, Research analysts and research reports.',
    url: 'https://www.finra.org/rules-guidance/rulebooks/finra-rules/2241',
    note: 'definitions',
  },
  REGG: { citation: 'SEC Regulation G and Item 10(e); footnotes of company releases.', note: 'footnotes' },
  ACUMEN: {
    citation: 'Acumen Medical Communications. The misunderstood cross-trial comparison.',
    note: 'practice blog',
  },
  MEDSCAPE: { citation: 'Mohyuddin GR. Cilta-cel CAR T: myeloma “cure” and conjecture. Medscape 2025.' },
} as const satisfies Record<string, { citation: string; url?: string; note?: string }>;

export type GuidanceKey = keyof typeof guidance;
