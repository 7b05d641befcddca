import { z } from 'zod';
import type { ChangesData } from '../changes/changes-data.ts';
import type { EvidenceRow } from '../evidence/ledger.ts';
import { type ReadJson, readJson } from '../model/json-file.ts';
import { grade, type Source } from '../model/source.ts';
import { csvLines } from '../notation/files.ts';
import { type Artifact, artifact } from '../outputs/artifact.ts';
import type { CorrectionKind } from '../outputs/sealed.ts';
import type { Occurrences } from './parity.ts';

/** A row of the ledger with its origin and where it is printed. */
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
interface EvidenceDocument {
  schema: 2;
  edition: string;
  /** `r1`. */
  revision: string;
  correction?: { kind: CorrectionKind; reason: string; date: string };
  /** Since the edition before; none of a first one. */
  changes?: ChangesData;
  coverage: string;
  evidence: TracedRow[];
  /** Verdicts on results shown together. */
  comparisons: object[];
  sources: Source[];
}

export function makeEvidenceJson(document: Omit<EvidenceDocument, 'schema'>): Artifact {
  const text = JSON.stringify({ schema: 2, ...document }, null, 2);
  return artifact('evidence.json', 'application/json', `${text}\n`);
}

const text = z.string();

/** As much of a row as a reader of it relies on; the rest is passed on as it is. */
const row = z.looseObject({
  number: z.int(),
  id: text,
  meaning: text,
  value: text,
  interval: z.looseObject({ text, method: text }).exactOptional(),
  population: text.exactOptional(),
  threshold: text.exactOptional(),
  timing: text.exactOptional(),
  cut: text.exactOptional(),
  grade: grade.exactOptional(),
  formula: text.exactOptional(),
  note: text.exactOptional(),
  sources: z.array(z.looseObject({ id: text, locator: text.exactOptional() })),
  where: z.array(text),
  data: z.looseObject({ file: text, line: z.int() }).exactOptional(),
  html: z.array(z.looseObject({ where: text, text, anchor: text.exactOptional() })),
  pdfPages: z.array(z.int()),
  mail: z.array(z.looseObject({ where: text, text })).exactOptional(),
});

const source = z.looseObject({
  id: text,
  title: text,
  doi: text.exactOptional(),
  url: text.exactOptional(),
});

const evidenceSchema = z.looseObject({
  schema: z.literal(2),
  evidence: z.array(row),
  sources: z.array(source),
});

export type CitedSource = z.infer<typeof source>;

/** The ledger of an edition that was built, and its sources. */
export function readEvidenceJson(
  bytes: Uint8Array,
): ReadJson<{ evidence: TracedRow[]; sources: CitedSource[] }> {
  return readJson(bytes, evidenceSchema);
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
