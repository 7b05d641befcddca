import type { EvidenceRow } from '../evidence/ledger.ts';
import type { Source } from '../model/source.ts';
import { type Artifact, artifact } from './artifact.ts';

/** evidence.json: every number used, with the full entries of its sources. */
export function makeEvidenceJson(edition: string, rows: EvidenceRow[], sources: Source[]): Artifact {
  const evidence = { schema: 1, edition, evidence: rows, sources };
  return artifact('evidence.json', 'application/json', `${JSON.stringify(evidence, null, 2)}\n`);
}

const columns: { head: string; of(row: EvidenceRow): string | number | undefined }[] = [
  { head: 'id', of: (row) => row.id },
  { head: 'meaning', of: (row) => row.meaning },
  { head: 'value', of: (row) => row.value },
  { head: 'n', of: (row) => row.n },
  { head: 'N', of: (row) => row.N },
  { head: 'interval', of: (row) => row.interval?.text },
  { head: 'interval method', of: (row) => row.interval?.method },
  { head: 'population', of: (row) => row.population },
  { head: 'threshold', of: (row) => row.threshold },
  { head: 'timing', of: (row) => row.timing },
  { head: 'cut', of: (row) => row.cut },
  { head: 'grade', of: (row) => row.grade },
  { head: 'formula', of: (row) => row.formula },
  {
    head: 'sources',
    of: (row) => row.sources.map(({ id, locator }) => (locator ? `${id} (${locator})` : id)).join('; '),
  },
  { head: 'where', of: (row) => row.where.join('; ') },
  { head: 'note', of: (row) => row.note },
];

/** evidence.csv (RFC 4180, UTF-8 with byte-order mark so that spreadsheets read it rightly). */
export function makeEvidenceCsv(rows: EvidenceRow[]): Artifact {
  const lines = [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map(({ of }) => csvField(of(row)))),
  ];
  return artifact(
    'evidence.csv',
    'text/csv; charset=utf-8',
    `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`,
  );
}

/** What a spreadsheet would run as a formula; a plain negative number is none. */
const formulaStart = /^(?:[=+@\t\r\n\uff1d\uff0b\uff0d\uff20]|-(?!\d+(?:\.\d+)?$))/;

function csvField(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
