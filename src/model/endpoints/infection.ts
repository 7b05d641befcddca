import {
  adverseEvent,
  antidrugImmunity,
  beneficialEvent,
  type Catalogue,
  failure,
  harmfulEvent,
  harmfulOutcome,
  harmfulRate,
  higherIsBetter,
  immuneLevel,
  immuneResponse,
  lowerIsBetter,
  responder,
} from './directions.ts';

export const infection: Catalogue = {
  // Vaccines: disease
  'vaccine-cases': {
    ...harmfulEvent,
    label: 'Cases of the disease prevented',
    definition:
      'First episode of the disease that the vaccine is to prevent, confirmed by test; vaccine efficacy is one minus the ratio of risks, rates or hazards.',
  },
  'vaccine-severe-cases': {
    ...harmfulEvent,
    label: 'Severe cases of the disease prevented',
    definition: 'First severe episode of the disease that the vaccine is to prevent.',
  },
  'vaccine-efficacy': {
    family: 'other',
    higherIsBetter: true,
    label: 'Vaccine efficacy',
    abbreviation: 'VE',
    unit: '%',
    definition:
      'Per cent by which vaccination lowers the risk, rate or hazard of the disease; entered as such and not as a ratio.',
  },
  'infection-incidence': {
    ...harmfulRate,
    label: 'Incidence of infection',
    unit: 'per 100 person-years',
    definition: 'New infections, such as with HIV, per time under observation.',
  },

  // Vaccines: antibodies
  seroconversion: {
    ...immuneResponse,
    label: 'Seroconversion',
    abbreviation: 'SCR',
    definition:
      'People whose antibodies rose from below to above the limit, or by the factor, that the trial states.',
  },
  seroresponse: {
    ...immuneResponse,
    label: 'Seroresponse',
    abbreviation: 'SRR',
    definition: 'People whose antibodies met the trial’s definition of a response.',
  },
  seroprotection: {
    ...immuneResponse,
    label: 'Seroprotection',
    abbreviation: 'SPR',
    definition: 'People with antibodies at or above the level thought to protect.',
  },
  gmt: {
    ...immuneLevel,
    label: 'Geometric mean titre',
    abbreviation: 'GMT',
    definition: 'Geometric mean of antibody titres or concentrations by the assay that the trial states.',
  },
  'gmt-ratio': {
    ...immuneLevel,
    label: 'Ratio of geometric mean titres',
    abbreviation: 'GMT ratio',
    definition: 'Geometric mean titre of one group divided by that of another.',
  },
  gmfr: {
    ...immuneLevel,
    label: 'Geometric mean fold rise',
    abbreviation: 'GMFR',
    definition: 'Geometric mean of the titre after vaccination divided by that before.',
  },
  't-cell-response': {
    ...immuneResponse,
    label: 'T-cell response',
    definition: 'People with T cells that answer to the antigen by the assay that the trial states.',
  },
  'anti-drug-antibodies': {
    ...antidrugImmunity,
    label: 'Anti-drug antibodies',
    abbreviation: 'ADA',
    definition: 'Patients with antibodies against the drug by the assay that the trial states.',
  },
  'neutralising-anti-drug-antibodies': {
    ...antidrugImmunity,
    label: 'Neutralising anti-drug antibodies',
    abbreviation: 'NAb',
    definition: 'Patients with antibodies that block the drug in the assay that the trial states.',
  },

  // Vaccines: reactions
  'local-reactions': {
    ...adverseEvent,
    label: 'Solicited local reactions',
    definition:
      'People with pain, redness or swelling at the site in the days after a dose that the trial states.',
  },
  'systemic-reactions': {
    ...adverseEvent,
    label: 'Solicited systemic reactions',
    definition:
      'People with fever, fatigue, headache or other solicited reactions in the days after a dose that the trial states.',
  },
  'grade-3-reactions': {
    ...adverseEvent,
    label: 'Solicited reactions of grade 3',
    definition: 'People with at least one solicited reaction that kept them from daily activities.',
  },
  fever: {
    ...adverseEvent,
    label: 'Fever',
    definition: 'People with a temperature at or above the limit that the trial states.',
  },

  // Bacterial, fungal and parasitic infections
  'clinical-cure': {
    ...responder,
    label: 'Clinical cure',
    definition:
      'Patients whose signs and symptoms were gone, with no further treatment needed, at the visit that the trial states.',
  },
  'microbiological-eradication': {
    ...responder,
    label: 'Microbiological eradication',
    definition:
      'Patients without the pathogen, or presumed to be without it, at the visit that the trial states.',
  },
  'overall-cure': {
    ...responder,
    label: 'Clinical cure and microbiological eradication',
    definition: 'Patients with both at the visit that the trial states.',
  },
  'time-to-negative-culture': {
    ...beneficialEvent,
    label: 'Time to negative culture',
    definition: 'Time to the first of the negative cultures that the trial asks for.',
  },
  'unfavourable-outcome-tb': {
    ...harmfulEvent,
    label: 'Unfavourable outcome of tuberculosis',
    definition: 'Failure, relapse or death, as the trial lists them.',
  },
  'parasite-response': {
    ...responder,
    label: 'Adequate clinical and parasitological response',
    abbreviation: 'ACPR',
    definition:
      'In malaria, patients without parasites and fever at the day that the trial states, corrected by PCR or not.',
  },
  'recurrence-c-difficile': {
    ...harmfulEvent,
    label: 'Recurrence of Clostridioides difficile infection',
    definition: 'Diarrhoea with a positive test after cure, within the weeks that the trial states.',
  },
  'surgical-site-infection': {
    ...harmfulOutcome,
    label: 'Surgical-site infection',
    abbreviation: 'SSI',
    definition: 'Infection of the wound within the days that the trial states.',
  },

  // Viral infections
  'hiv-below-50': {
    ...responder,
    label: 'HIV RNA below 50 copies/mL',
    definition: 'Patients with HIV RNA below 50 copies/mL, missing values counted as the trial states.',
  },
  'virological-failure': {
    ...failure,
    label: 'Virological failure',
    definition: 'Patients with HIV RNA at or above the limit that the trial states, confirmed as it asks.',
  },
  'cd4-change': {
    ...higherIsBetter,
    label: 'CD4 count',
    unit: 'cells/µL',
    definition: 'Change from baseline of CD4 cells.',
  },
  'viral-load-change': {
    ...lowerIsBetter,
    label: 'Change in viral load',
    unit: 'log₁₀ copies/mL',
    definition: 'Change from baseline of viral RNA or DNA.',
  },
  'time-to-viral-clearance': {
    ...beneficialEvent,
    label: 'Time to viral clearance',
    definition: 'Time to the first of the negative tests that the trial asks for.',
  },
  'time-to-symptom-resolution': {
    ...beneficialEvent,
    label: 'Time to resolution of symptoms',
    definition: 'Time until the symptoms that the trial lists were gone or mild for as long as it states.',
  },
  'time-to-recovery': {
    ...beneficialEvent,
    label: 'Time to recovery',
    definition: 'Time to the first day on which the patient met the trial’s criteria of recovery.',
  },
  'hospitalisation-or-death': {
    ...harmfulEvent,
    label: 'Hospitalisation or death',
    definition: 'The first of hospitalisation, for the disease or any cause as the trial states, and death.',
  },

  // Intensive care
  'mortality-28': {
    family: 'time-to-event',
    higherIsBetter: false,
    event: 'harmful',
    label: 'Death from any cause by day 28',
    unit: '%',
    definition: 'Patients who died of any cause within 28 days of randomisation.',
  },
  'mortality-90': {
    family: 'time-to-event',
    higherIsBetter: false,
    event: 'harmful',
    label: 'Death from any cause by day 90',
    unit: '%',
    definition: 'Patients who died of any cause within 90 days of randomisation.',
  },
  'ventilation-or-death': {
    ...harmfulEvent,
    label: 'Invasive ventilation or death',
    definition: 'The first of invasive mechanical ventilation and death.',
  },
  'ventilator-free-days': {
    ...higherIsBetter,
    label: 'Ventilator-free days',
    unit: 'days',
    definition:
      'Days alive without mechanical ventilation in the span that the trial states; death counts as no days or worse.',
  },
  'organ-support-free-days': {
    ...higherIsBetter,
    label: 'Organ-support-free days',
    unit: 'days',
    definition:
      'Days alive without organ support in the span that the trial states; death counts as no days or worse.',
  },
  'clinical-status': {
    family: 'continuous',
    label: 'Clinical status on an ordinal scale',
    definition:
      'Distribution over the steps of the scale that the trial states; whether a common odds ratio counts better or worse ones is stated by the trial.',
  },
  'time-to-discharge': {
    ...beneficialEvent,
    label: 'Time to discharge',
    definition: 'Time to leaving hospital alive.',
  },
};
