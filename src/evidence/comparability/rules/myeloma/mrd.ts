import type { Finding } from '../../../../model/trial.ts';
import { writePower } from '../../../../notation/written.ts';
import { differs, isMrd } from '../../inputs.ts';
import type { PairRule } from '../../rule.ts';
import { differingIn } from '../../statement.ts';
import { isSustained } from '../../timing.ts';
import { byTrial, contrast, sentence, stated } from '../../wording.ts';

/** A threshold that is not stated is never taken for an equal one. */
export const mrdThreshold: PairRule = {
  id: 'mrd-threshold',
  code: 'C09',
  title: 'MRD sensitivity threshold differs',
  brief: 'different test sensitivities',
  level: 'pair',
  severity: 'block',
  guidance: ['IMWG2016', 'COSTA2021', 'FDA-MRD26'],
  fires: (a, b) => bothMrd(a, b) && differs(thresholdOf(a), thresholdOf(b)),
  caveat: (findings) =>
    contrast(
      'The sensitivity of the MRD test',
      findings.filter(isMrd),
      (finding) => stated(finding, finding.threshold && writePower(finding.threshold.exponent)),
      '; the finer the test, the fewer patients are negative',
    ),
};

export const mrdAssay: PairRule = {
  id: 'mrd-assay',
  code: 'C10',
  title: 'MRD assay differs or is not stated',
  brief: 'different MRD assays',
  level: 'pair',
  severity: 'major',
  guidance: ['IMWG2016', 'COSTA2021'],
  ...differingIn(
    { subject: 'MRD assay', applies: isMrd, needed: isMrd, read: ({ assay }) => assay },
    'The MRD assay',
  ),
};

export const mrdRequiresCr: PairRule = {
  id: 'mrd-requires-cr',
  code: 'C11',
  title: 'MRD requires CR in one trial only',
  brief: 'MRD counted with or without a complete response',
  level: 'pair',
  severity: 'major',
  guidance: ['IMWG2016', 'FDA-MRD26'],
  ...differingIn(
    {
      subject: 'whether MRD negativity requires a complete response',
      applies: isMrd,
      needed: isMrd,
      read: needOfCr,
    },
    'Whether MRD negativity also requires a complete response',
  ),
};

export const sustainedMrd: PairRule = {
  id: 'sustained-mrd',
  code: 'C13',
  title: 'Sustained against point-in-time MRD',
  brief: 'sustained against single MRD tests',
  level: 'pair',
  severity: 'block',
  guidance: ['IMWG2016'],
  fires: (a, b) => bothMrd(a, b) && isSustained(a) !== isSustained(b),
  caveat: (findings) =>
    sentence(
      'Sustained MRD negativity and negativity at one time are different endpoints: ',
      byTrial(findings.filter(isMrd), (finding) =>
        stated(finding, isSustained(finding) ? 'sustained' : 'at one time'),
      ),
      '.',
    ),
};

function bothMrd(a: Finding, b: Finding): boolean {
  return isMrd(a) && isMrd(b);
}

function thresholdOf({ threshold }: Finding): string | undefined {
  return threshold && String(threshold.exponent);
}

/** Counted among complete responders, it requires a complete response whether or not that is said. */
function needOfCr({ endpoint, requiresCr }: Finding): string | undefined {
  const required = endpoint.id === 'mrd-negativity-among-cr' ? true : requiresCr;
  return required === undefined ? undefined : required ? 'required' : 'not required';
}
