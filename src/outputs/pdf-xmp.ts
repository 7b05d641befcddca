import type { PdfSeal } from './pdf.ts';

/** The same properties as XMP, which newer readers prefer to the PDF's own. */
export function toXmp(seal: PdfSeal): string {
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
