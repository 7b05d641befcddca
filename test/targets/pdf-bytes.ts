import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';

/** What the bytes of a PDF are made of. Tags, links and the rest lie packed together: they share what that takes. */
export interface PdfBytes {
  total: number;
  /** What is drawn and written on the pages. */
  pages: number;
  fonts: number;
  tags: number;
  links: number;
  attachments: number;
  rest: number;
}

const name = PDFName.of.bind(PDFName);

export async function readBytes(bytes: Uint8Array): Promise<PdfBytes> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const objects = pdf.context.enumerateIndirectObjects();
  const drawn = new Set(pdf.getPages().flatMap(({ node }) => refsIn(node.get(name('Contents')))));
  const typed = new Set(
    objects.flatMap(([, object]) =>
      object instanceof PDFDict
        ? ['FontFile', 'FontFile2', 'FontFile3', 'ToUnicode'].flatMap((key) => refsIn(object.get(name(key))))
        : [],
    ),
  );
  const sizes = { pages: 0, fonts: 0, attachments: 0, rest: 0 };
  const packed = { fonts: 0, tags: 0, links: 0, rest: 0 };
  for (const [ref, object] of objects) {
    if (isPack(object)) continue;
    if (object instanceof PDFRawStream) sizes[kindOfStream(ref, object)] += object.sizeInBytes();
    else packed[kindOf(object)] += object.sizeInBytes();
  }
  const whole = sizes.pages + sizes.fonts + sizes.attachments + sizes.rest;
  const unpacked = packed.fonts + packed.tags + packed.links + packed.rest;
  const share = (size: number) => Math.round(((bytes.length - whole) * size) / unpacked);
  return {
    total: bytes.length,
    pages: sizes.pages,
    fonts: sizes.fonts + share(packed.fonts),
    tags: share(packed.tags),
    links: share(packed.links),
    attachments: sizes.attachments,
    rest: sizes.rest + share(packed.rest),
  };

  function kindOfStream({ tag }: PDFRef, { dict }: PDFRawStream): keyof typeof sizes {
    if (drawn.has(tag)) return 'pages';
    if (typed.has(tag)) return 'fonts';
    return dict.get(name('Type')) === name('EmbeddedFile') ? 'attachments' : 'rest';
  }
}

/** What has been unpacked already. */
function isPack(object: PDFObject): boolean {
  const type = object instanceof PDFRawStream ? object.dict.get(name('Type')) : undefined;
  return type === name('ObjStm') || type === name('XRef');
}

function kindOf(object: PDFObject): 'fonts' | 'tags' | 'links' | 'rest' {
  if (!(object instanceof PDFDict)) return 'rest';
  const type = object.get(name('Type'));
  if (type === name('StructElem') || type === name('StructTreeRoot') || object.has(name('Nums')))
    return 'tags';
  if (type === name('Annot')) return 'links';
  return type === name('Font') || type === name('FontDescriptor') ? 'fonts' : 'rest';
}

function refsIn(object: PDFObject | undefined): string[] {
  if (object instanceof PDFRef) return [object.tag];
  return object instanceof PDFArray ? object.asArray().flatMap(refsIn) : [];
}
