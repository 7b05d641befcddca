// The words of the generated briefings. A phrase contains {drug}, {main} and the like, and expressions
// whose addresses begin with {key}.

export const STEMS = ['velo', 'tari', 'ocre', 'dalu', 'mino', 'sepi', 'ruxa', 'ibra', 'polo', 'zani', 'gemi'];
export const SUFFIXES = ['tamab', 'rutinib', 'leucel', 'clax', 'degib', 'parib', 'lisib', 'mumab', 'tuzumab'];

export const CONDITIONS = [
  { name: 'newly diagnosed myeloma', short: 'NDMM', setting: 'newly diagnosed, transplant not planned' },
  { name: 'relapsed myeloma', short: 'RRMM', setting: 'relapsed after earlier treatment' },
  { name: 'smoldering myeloma', short: 'HR-SMM', setting: 'asymptomatic precursor, untreated' },
];

export const MECHANISMS = [
  'anti-CD38 antibody',
  'BCMA-directed CAR-T',
  'bispecific antibody',
  'small-molecule inhibitor',
];

export const TITLES = [
  (drug, condition) => `${drug} in ${condition} asks for a longer look`,
  (drug, condition) => `What ${drug} changes in ${condition}`,
  (drug, condition) => `${drug} delays ${condition}, and depth decides`,
  (drug, condition) => `Early numbers for ${drug} in ${condition}`,
];

export const BOTTOM_LINES = [
  '{drug} lowered the risk of progression or death in {main}: {{value "{key}-main.pfs.hr" show="full"}}.',
  'In {main} a complete response or better was reached by {{value "{key}-main.cr.drug" show="n of N"}}, against {{value "{key}-main.cr.control"}} in the control arm.',
  'Watch safety: grade 3 or 4 events differed by {{gap "{key}-main.teae.drug" "{key}-main.teae.control"}}, and follow-up is {{value "{key}-main.follow-up"}}.',
];

export const SECTIONS = [
  {
    heading: 'What was shown',
    sentences: [
      '{main} is an open-label phase 3 trial in {condition}.',
      'It randomised {{value "{key}-main.randomised.drug"}} people to {drug} and {{value "{key}-main.randomised.control"}} to standard care.',
      'Median follow-up was {{value "{key}-main.follow-up"}}.',
      'Median progression-free survival was {{value "{key}-main.pfs.drug"}} with {drug} and {{value "{key}-main.pfs.control"}} with standard care.',
    ],
  },
  {
    heading: 'The number to keep',
    sentences: [
      '{{value "{key}-main.pfs.hr" show="full"}} for progression or death, judged independently.',
      'At {{value "{key}-main.pfs24.drug" show="at"}}, {{value "{key}-main.pfs24.drug"}} against {{value "{key}-main.pfs24.control"}} were alive without progression.',
      'Overall survival points the same way, {{value "{key}-main.os.hr" show="full"}}.',
      'A response was seen in {{value "{key}-main.orr.drug"}}, a very good partial response or better in {{value "{key}-main.vgpr.drug"}}.',
    ],
  },
  {
    heading: 'Context',
    sentences: [
      'The first trial, {early}, treated {{value "{key}-early.orr" show="N"}} people and followed them for {{value "{key}-early.follow-up"}}.',
      'There {{value "{key}-early.mrd" show="n of N"}} were MRD-negative at {{value "{key}-early.mrd" show="threshold"}} (95% CI {{value "{key}-early.mrd" show="ci"}}).',
      'In {main} the rate was {{value "{key}-main.mrd.drug"}} at {{value "{key}-main.mrd.drug" show="threshold"}}, a *coarser* test.',
      'Rates from different trials are set side by side for orientation, **never** as a ranking.',
    ],
  },
  {
    heading: 'Commercial',
    sentences: [
      '{brand} sold {{sales "{key}.2026-Q1"}} in Q1 2026, {{growth "{key}.2026-Q1" over="year"}} on the year and {{growth "{key}.2026-Q1" over="quarter"}} on the quarter.',
      'A year before it was {{sales "{key}.2025-Q1"}}.',
      'Its price is what a new {mechanism} is compared with.',
    ],
  },
  {
    heading: 'What would change the view',
    sentences: [
      'In {main} adverse events of grade 3 or 4 occurred in {{value "{key}-main.teae.drug"}} with {drug} and {{value "{key}-main.teae.control"}} in the control arm.',
      'A longer follow-up than {{value "{key}-early.follow-up"}} of {early} would show whether depth lasts.',
      'So would a randomised comparison with [the usual triplet](https://example.org/{key}/triplet).',
    ],
  },
];

export const CLOSINGS = [
  '{drug} turns the burden of proof around, and {{value "{key}-main.pfs24.drug"}} at two years is the reason.',
  'Depth is a measurement, not yet an outcome; {{value "{key}-early.cr" show="n of N"}} is where the argument begins.',
  'The gap that matters is not activity but time: {{value "{key}-main.follow-up"}} is short for this disease.',
];

export const REMARKS = [
  'The publication was not opened, and the values here come from summaries of it.',
  'Whether the effect holds in older patients cannot be judged from what was reported.',
  'The comparator is the one that most centres would use today, which is not true of every trial in this field.',
  'Subgroups were prespecified, but not powered by themselves.',
  'The definition of high risk has changed since the trial began, and some of those treated might now be watched.',
  'Quality of life was collected and has not been shown.',
  'Discontinuations were balanced, say the authors, without giving the numbers by cause.',
  'The assay was central, the time of the test was not fixed, and those without a sample count as positive.',
  'Many of the sites were in Europe, where access to the newer classes came later.',
  'A reader who remembers the last such readout will want to see the curve before the ratio.',
  'Nothing in the report speaks against the result, and little in it explains the delay.',
  'The sponsor calls the benefit consistent; the intervals allow less certainty than the word.',
  'What happens after treatment stops is the question that the next cut has to answer.',
  'Regulators have accepted the endpoint before, with conditions.',
];
