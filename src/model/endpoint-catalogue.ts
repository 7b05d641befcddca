import { cardiovascular } from './endpoints/cardiovascular.ts';
import { conduct } from './endpoints/conduct.ts';
import { dermatology } from './endpoints/dermatology.ts';
import type { Catalogue } from './endpoints/directions.ts';
import { gastroenterology } from './endpoints/gastroenterology.ts';
import { haematology } from './endpoints/haematology.ts';
import { infection } from './endpoints/infection.ts';
import { kidney } from './endpoints/kidney.ts';
import { metabolism } from './endpoints/metabolism.ts';
import { neurology } from './endpoints/neurology.ts';
import { oncology } from './endpoints/oncology.ts';
import { ophthalmology } from './endpoints/ophthalmology.ts';
import { patientReported } from './endpoints/patient-reported.ts';
import { pharmacokinetics } from './endpoints/pharmacokinetics.ts';
import { psychiatry } from './endpoints/psychiatry.ts';
import { rareDisease } from './endpoints/rare-disease.ts';
import { respiratory } from './endpoints/respiratory.ts';
import { rheumatology } from './endpoints/rheumatology.ts';
import { safety } from './endpoints/safety.ts';
import { urologyReproduction } from './endpoints/urology-reproduction.ts';

/** Endpoints that every library knows, by field; content/endpoints.yaml adds to them. In the order of docs/endpoints.md. */
export const endpointFields: { title: string; endpoints: Catalogue }[] = [
  { title: 'Oncology', endpoints: oncology },
  { title: 'Safety', endpoints: safety },
  { title: 'Heart and vessels', endpoints: cardiovascular },
  { title: 'Kidney and transplantation', endpoints: kidney },
  { title: 'Diabetes, obesity and hormones', endpoints: metabolism },
  { title: 'Lung', endpoints: respiratory },
  { title: 'Brain, nerve and muscle', endpoints: neurology },
  { title: 'Mind', endpoints: psychiatry },
  { title: 'Skin', endpoints: dermatology },
  { title: 'Joints and bone', endpoints: rheumatology },
  { title: 'Gut and liver', endpoints: gastroenterology },
  { title: 'Infections and vaccines', endpoints: infection },
  { title: 'Blood', endpoints: haematology },
  { title: 'Eye', endpoints: ophthalmology },
  { title: 'Urology, pregnancy and reproduction', endpoints: urologyReproduction },
  { title: 'Pain and quality of life', endpoints: patientReported },
  { title: 'Rare diseases', endpoints: rareDisease },
  { title: 'Pharmacokinetics', endpoints: pharmacokinetics },
  { title: 'Conduct of the trial', endpoints: conduct },
];

export const builtInEndpoints: Catalogue = Object.assign(
  {},
  ...endpointFields.map(({ endpoints }) => endpoints),
);
