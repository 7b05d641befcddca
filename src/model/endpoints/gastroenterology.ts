import {
  type Catalogue,
  harmfulEvent,
  higherIsBetter,
  lowerIsBetter,
  reportedResponder,
  responder,
} from './directions.ts';

export const gastroenterology: Catalogue = {
  // Bowel
  'clinical-remission': {
    ...responder,
    label: 'Clinical remission',
    definition:
      'Patients with no or few symptoms by the score that the trial states: the modified Mayo score in ulcerative colitis, the CDAI or the patient-reported score in Crohn’s disease.',
  },
  'clinical-response': {
    ...responder,
    label: 'Clinical response',
    definition: 'Patients whose symptoms fell by the points or share that the trial states.',
  },
  'endoscopic-remission': {
    ...responder,
    label: 'Endoscopic remission',
    definition: 'Patients without active disease seen by endoscopy, by the score that the trial states.',
  },
  'endoscopic-response': {
    ...responder,
    label: 'Endoscopic response',
    definition:
      'Patients whose endoscopic score fell by the share that the trial states, such as 50% of the SES-CD.',
  },
  'histo-endoscopic-improvement': {
    ...responder,
    label: 'Histo-endoscopic mucosal improvement',
    definition: 'Patients with healing seen both by endoscopy and under the microscope.',
  },
  'steroid-free-remission': {
    ...responder,
    label: 'Remission without steroids',
    definition:
      'Patients in clinical remission who took no glucocorticoid for the time that the trial states.',
  },
  'mayo-change': {
    ...lowerIsBetter,
    label: 'Mayo score',
    unit: 'points',
    definition:
      'Change from baseline, of all parts or without the physician’s view as the trial states; higher is worse.',
  },
  'cdai-change': {
    ...lowerIsBetter,
    label: 'Crohn’s Disease Activity Index',
    abbreviation: 'CDAI',
    unit: 'points',
    definition: 'Change from baseline; higher is worse.',
  },
  'cdai-remission': {
    ...responder,
    label: 'CDAI below 150',
    abbreviation: 'CDAI <150',
    definition: 'Patients whose Crohn’s Disease Activity Index was below 150.',
  },
  'ibs-responder': {
    ...reportedResponder,
    label: 'Better pain and stool in irritable bowel',
    definition:
      'Patients with the better abdominal pain and stool, in at least half of the weeks, that the trial states.',
  },
  'spontaneous-bowel-movements': {
    ...higherIsBetter,
    label: 'Complete spontaneous bowel movements',
    abbreviation: 'CSBM',
    unit: 'per week',
    definition: 'Change from baseline of complete movements without a laxative.',
  },
  'eosinophils-6': {
    ...responder,
    label: 'Histological remission of eosinophilic oesophagitis',
    definition: 'Patients with at most 6 eosinophils in a high-power field.',
  },
  'oesophagitis-healing': {
    ...responder,
    label: 'Healing of erosive oesophagitis',
    definition: 'Patients without erosions at endoscopy.',
  },
  'h-pylori-eradication': {
    ...responder,
    label: 'Eradication of Helicobacter pylori',
    definition: 'Patients with a negative test at the time after treatment that the trial states.',
  },

  // Liver
  svr12: {
    ...responder,
    label: 'Sustained virological response after 12 weeks',
    abbreviation: 'SVR12',
    definition: 'Patients without detectable hepatitis C RNA 12 weeks after the end of treatment.',
  },
  'hbsag-loss': {
    ...responder,
    label: 'Loss of hepatitis B surface antigen',
    abbreviation: 'HBsAg loss',
    definition: 'Patients without detectable surface antigen, at the time that the trial states.',
  },
  'hbv-dna-suppression': {
    ...responder,
    label: 'Suppression of hepatitis B DNA',
    definition: 'Patients with hepatitis B DNA below the limit that the trial states.',
  },
  'fibrosis-improvement': {
    ...responder,
    label: 'Fibrosis better by a stage or more',
    definition: 'Patients whose fibrosis fell by at least one stage without worsening of steatohepatitis.',
  },
  'nash-resolution': {
    ...responder,
    label: 'Resolution of steatohepatitis',
    abbreviation: 'MASH resolution',
    definition:
      'Patients without steatohepatitis and without worsening of fibrosis at biopsy; called NASH or MASH.',
  },
  'liver-fat': {
    ...lowerIsBetter,
    label: 'Liver fat',
    unit: '%',
    definition: 'Change or per cent change from baseline of fat in the liver by MRI.',
  },
  'alt-change': {
    ...lowerIsBetter,
    label: 'Alanine aminotransferase',
    abbreviation: 'ALT',
    definition: 'Change from baseline of alanine aminotransferase as a measure of efficacy.',
  },
  'alkaline-phosphatase': {
    ...lowerIsBetter,
    label: 'Alkaline phosphatase',
    abbreviation: 'ALP',
    definition: 'Change or per cent change from baseline of alkaline phosphatase, in cholestasis.',
  },
  'biochemical-response-pbc': {
    ...responder,
    label: 'Biochemical response in biliary cholangitis',
    definition: 'Patients with alkaline phosphatase and bilirubin within the limits that the trial states.',
  },
  'hepatic-decompensation': {
    ...harmfulEvent,
    label: 'Hepatic decompensation',
    definition: 'First ascites, encephalopathy or variceal bleed, as the trial lists them.',
  },
  'hepatic-encephalopathy': {
    ...harmfulEvent,
    label: 'Episode of hepatic encephalopathy',
    abbreviation: 'HE',
    definition: 'First overt episode in patients in remission.',
  },
};
