import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { withShortPages } from './content.ts';
import { withFigureBoxes } from './ink.ts';
import {
  isPlainText,
  type PdfFile,
  readPdf,
  steadyIds,
  toPdfDate,
  toPdfName,
  toPdfStream,
  toPdfText,
} from './objects.ts';
import { withLinkTexts } from './tags.ts';
import { writePdf } from './writer.ts';

/** A file carried inside the PDF. */
interface PdfAttachment {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  description: string;
}

/** What a sealed PDF says of itself. `date` is the edition's, as YYYY-MM-DD; `language` is BCP 47. */
export interface PdfSeal {
  title: string;
  author: string;
  subject: string;
  /** Of the edition: `r1`. */
  revision: string;
  /** Day of its correction, YYYY-MM-DD. */
  modified?: string;
  keywords: readonly string[];
  date: string;
  language: string;
  attachments: readonly PdfAttachment[];
}

/**
 * Makes Chromium's PDF an edition's own: its properties (also as XMP), its attachments, and nothing
 * that depends on when, where or after what it was printed. Same input, same bytes.
 * Tags and outline stay as they are but for the boxes of figures, pages look as they did; all lie compressed.
 * What is replaced is gone.
 *
 * Written out by hand because @cantoo/pdf-lib takes 135 ms to load and then 25 ms (85 ms the first
 * time) for four pages with its incremental update, which compresses nothing. This takes 1.4 ms for
 * two plain pages and 13 ms (30 to 50 the first time) for seven with 2800 objects, 8 of them in zlib,
 * and some 6 ms more for each page with figures.
 * Throws when the PDF is not one of Chromium's plain ones.
 */
export async function sealPdf(bytes: Uint8Array, seal: PdfSeal): Promise<Uint8Array> {
  const pdf = readPdf(steadyIds(Buffer.from(bytes)));
  const metadata = pdf.size;
  const attached = seal.attachments.flatMap((file, index) =>
    attach(file, metadata + 1 + 2 * index, seal.date),
  );
  const objects = new Map([
    ...withLinkTexts(await withShortPages(withFigureBoxes(pdf))),
    [pdf.info, toInfo(seal)],
    [pdf.root, toCatalog(pdf, seal, metadata)],
    [metadata, toPdfStream('/Type /Metadata /Subtype /XML', Buffer.from(toXmp(seal)))],
    ...attached,
  ]);
  return writePdf({ objects, root: pdf.root, info: pdf.info });
}

function toInfo(seal: PdfSeal): string {
  const date = toPdfDate(seal.date);
  return `<</Title ${toPdfText(seal.title)}
/Author ${toPdfText(seal.author)}
/Subject ${toPdfText(seal.subject)}
/Keywords ${toPdfText(seal.keywords.join(', '))}
/Creator (trialbrief)
/Producer (Chromium)
/CreationDate ${date}
/ModDate ${toPdfDate(seal.modified ?? seal.date)}>>`;
}

/** Chromium's catalog, which refers to tags and outline, with our entries replacing its own. */
function toCatalog(pdf: PdfFile, seal: PdfSeal, metadata: number): string {
  const kept = pdf.catalog
    .replace(/\/Lang\s*(?:\((?:\\.|[^\\)])*\)|<[^>]*>)/, '')
    .replace(/\/ViewerPreferences\s*<<[^>]*>>/, '')
    .trimEnd();
  return `${kept}
/Lang ${toPdfText(seal.language)}
/ViewerPreferences <</DisplayDocTitle true>>
/Metadata ${metadata} 0 R
${toEmbeddedFiles(seal.attachments, metadata + 1)}>>`;
}

/** The list of attachments. A name tree must be in the order of its names. */
function toEmbeddedFiles(attachments: readonly PdfAttachment[], first: number): string {
  if (attachments.length === 0) return '';
  const files = attachments.map(({ name }, index) => ({ name, ref: `${first + 2 * index} 0 R` }));
  const sorted = files.toSorted((a, b) => (orderOf(a.name) < orderOf(b.name) ? -1 : 1));
  const names = sorted.map(({ name, ref }) => `${toPdfText(name)} ${ref}`);
  return `/Names <</EmbeddedFiles <</Names [${names.join(' ')}]>>>>
/AF [${files.map(({ ref }) => ref).join(' ')}]
`;
}

/** As toPdfText writes names: those that are not plain begin with a byte order mark. */
function orderOf(name: string): string {
  return isPlainText(name) ? name : `\uFEFF${name}`;
}

/** Two objects: the file's description, numbered `number`, and its content. */
function attach(file: PdfAttachment, number: number, date: string): [number, string][] {
  const name = toPdfText(file.name);
  const content = number + 1;
  const checksum = createHash('md5').update(file.bytes).digest('hex');
  const description = `<</Type /Filespec
/F ${name}
/UF ${name}
/Desc ${toPdfText(file.description)}
/AFRelationship /Data
/EF <</F ${content} 0 R /UF ${content} 0 R>>>>`;
  const dictionary = `/Type /EmbeddedFile /Subtype ${toPdfName(file.mediaType)} /Filter /FlateDecode
/Params <</Size ${file.bytes.length} /ModDate ${toPdfDate(date)} /CheckSum <${checksum}>>>`;
  return [
    [number, description],
    [content, toPdfStream(dictionary, deflateSync(file.bytes, { level: 9 }))],
  ];
}

/** The same properties as XMP, which newer readers prefer to the PDF's own. */
function toXmp(seal: PdfSeal): string {
  const dateTime = (day: string) => `${day}T00:00:00Z`;
  const inLanguage = (text: string) =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${toXml(text)}</rdf:li></rdf:Alt>`;
  const keywords = seal.keywords.map((keyword) => `<rdf:li>${toXml(keyword)}</rdf:li>`).join('');
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title>${inLanguage(seal.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${toXml(seal.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>${inLanguage(seal.subject)}</dc:description>
<dc:subject><rdf:Bag>${keywords}</rdf:Bag></dc:subject>
<dc:language><rdf:Bag><rdf:li>${toXml(seal.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>${toXml(seal.keywords.join(', '))}</pdf:Keywords>
<pdf:Producer>Chromium</pdf:Producer>
<xmpMM:VersionID>${toXml(seal.revision)}</xmpMM:VersionID>
<xmp:CreatorTool>trialbrief</xmp:CreatorTool>
<xmp:CreateDate>${dateTime(seal.date)}</xmp:CreateDate>
<xmp:ModifyDate>${dateTime(seal.modified ?? seal.date)}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function toXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
