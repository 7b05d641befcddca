import { describe, expect, test } from 'vitest';
import { findQuantities } from '../../src/evidence/lint/quantities.ts';
import { registryIds, registryUrl } from '../../src/model/source.ts';

const who = 'https://trialsearch.who.int/Trial2.aspx?TrialID=';

/** An id of each registry, and where its record stands. */
const ids: [string, string | undefined][] = [
  ['NCT02252172', 'https://clinicaltrials.gov/study/NCT02252172'],
  ['ISRCTN78805636', 'https://www.isrctn.com/ISRCTN78805636'],
  ['2019-001234-12', 'https://www.clinicaltrialsregister.eu/ctr-search/search?query=2019-001234-12'],
  [
    '2022-501234-12-00',
    'https://euclinicaltrials.eu/search-for-clinical-trials/?lang=en&EUCT=2022-501234-12-00',
  ],
  ['jRCT2031200001', 'https://jrct.mhlw.go.jp/en-latest-detail/jRCT2031200001'],
  ['jRCTs031190001', 'https://jrct.mhlw.go.jp/en-latest-detail/jRCTs031190001'],
  ['JapicCTI-101351', `${who}JPRN-JapicCTI-101351`],
  ['UMIN000012045', `${who}JPRN-UMIN000012045`],
  ['JMA-IIA00123', `${who}JPRN-JMA-IIA00123`],
  ['ChiCTR2000029308', `${who}ChiCTR2000029308`],
  ['ChiCTR-IOR-17013456', `${who}ChiCTR-IOR-17013456`],
  ['ChiCTR-IInR-17013456', `${who}ChiCTR-IInR-17013456`],
  ['ACTRN12620000123456', `${who}ACTRN12620000123456`],
  ['CTRI/2020/04/024804', `${who}CTRI/2020/04/024804`],
  ['CTRI/2009/091/000123', `${who}CTRI/2009/091/000123`],
  ['DRKS00005115', 'https://drks.de/search/en/trial/DRKS00005115'],
  ['IRCT20161024030474N4', `${who}IRCT20161024030474N4`],
  ['IRCT2016080318745N10', `${who}IRCT2016080318745N10`],
  ['KCT0005105', `${who}KCT0005105`],
  ['NTR4269', undefined],
  ['NL9229', undefined],
  ['NL-OMON20001', `${who}NL-OMON20001`],
  ['PACTR202406532417953', `${who}PACTR202406532417953`],
  ['PACTR2010020001429343', `${who}PACTR2010020001429343`],
  ['RBR-2b3ck7', `${who}RBR-2b3ck7`],
  ['SLCTR/2020/012', `${who}SLCTR/2020/012`],
  ['TCTR20200404001', `${who}TCTR20200404001`],
  ['LBCTR2020043495', `${who}LBCTR2020043495`],
  ['RPCEC00000332', `${who}RPCEC00000332`],
  ['PER-106-20', `${who}PER-106-20`],
  ['U1111-1254-1234', undefined],
];

describe('registry ids', () => {
  test.each(ids)('%s is read, and leads to %s', (id, url) => {
    expect(registryIds.parse(id)).toEqual([id]);
    expect(registryUrl(id)).toBe(url);
  });

  test.each(ids)('%s in a text is a name and no evidence', (id) => {
    const found = findQuantities(`Registered as ${id}, and as (${id}).`);
    expect(found.filter(({ kind }) => kind === 'evidence')).toEqual([]);
  });

  test.each([
    ...ids.flatMap(([id]) => [`${id}-`, `x${id}`, ` ${id}`, id.slice(0, -3), id.replace(/\d/, 'O')]),
    ...['', 'NCT', 'NCT2', 'nct02252172', 'NCT 02252172', 'NCT022521722', 'not registered'],
    ...['EudraCT 2019-001234-12', '2019-001234', '1819-001234-12', '2022-501234-12', '2022-001234-12-00'],
    ...['ISCRTN78805636', 'CTRI-2020-04-024804', 'SLCTR/2020/12', 'ACTRN12520000123456', 'DRKS5115'],
  ])('‘%s’ is refused', (id) => {
    expect(registryIds.safeParse(id).success).toBe(false);
  });

  test('several of one trial are kept in their order', () => {
    const both = ['2019-001234-12', 'NCT02252172'];
    expect(registryIds.parse(both)).toEqual(both);
    expect(registryIds.safeParse([]).success).toBe(false);
    expect(registryIds.safeParse(['NCT02252172', 'NCT02252172']).success).toBe(false);
    expect(registryIds.safeParse(['NCT02252172', 'NCT1']).success).toBe(false);
  });
});
