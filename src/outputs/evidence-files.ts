import type { CorrectionKind } from '../archive/sealed.ts';
import type { ChangesData } from '../changes/changes-data.ts';
import type { EvidenceRow } from '../evidence/ledger.ts';
import type { Source } from '../model/source.ts';
import { csvLines } from '../notation/csv.ts';
import { type Artifact, artifact } from './artifact.ts';
import type { Occurrences } from './occurrences.ts';

/** A row of the ledger with where it comes from and where it stands. */
export interface TracedRow extends EvidenceRow {
  /** Its number in the ledger. */
  number: number;
  /** Where the datum is written, below the content folder; of a computation, nowhere. */
  data?: { file: string; line: number };
  html: Occurrences['html'];
  pdfPages: number[];
  /** In the mail, where there is one: the part and the printed form, each once. */
  mail?: { where: string; text: string }[];
}

/** evidence.json. Ids are stable: they are addresses of the content. */
export interface EvidenceDocument {
  schema: 2;
  edition: string;
  /** `r1`. */
  revision: string;
  correction?: { kind: CorrectionKind; reason: string; date: string };
  /** Since the edition before; none of a first one. */
  changes?: ChangesData;
  coverage: string;
  evidence: TracedRow[];
  /** Verdicts on what stands together. */
  comparisons: object[];
  sources: Source[];
}

export function makeEvidenceJson(document: Omit<EvidenceDocument, 'schema'>): Artifact {
  const text = JSON.stringify({ schema: 2, ...document }, null, 2);
  return artifact('evidence.json', 'application/json', `${text}\n`);
}

const columns: { head: string; of(row: TracedRow): string | number | undefined }[] = [
  { head: 'entry', of: (row) => row.number },
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
  { head: 'grade', of: (row) => row.grade ?? (row.stated && 'stated by a cited source') },
  { head: 'formula', of: (row) => row.formula },
  {
    head: 'sources',
    of: (row) => row.sources.map(({ id, locator }) => (locator ? `${id} (${locator})` : id)).join('; '),
  },
  { head: 'where', of: (row) => row.where.join('; ') },
  { head: 'PDF pages', of: (row) => row.pdfPages.join(' ') },
  { head: 'data', of: (row) => row.data && `${row.data.file}:${row.data.line}` },
  { head: 'note', of: (row) => row.note },
];

/** evidence.csv (RFC 4180, UTF-8 with byte-order mark so that spreadsheets read it rightly). */
export function makeEvidenceCsv(rows: TracedRow[]): Artifact {
  const lines = [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ of }) => of(row)))];
  return artifact('evidence.csv', 'text/csv; charset=utf-8', `\ufeff${csvLines(lines)}`);
}
