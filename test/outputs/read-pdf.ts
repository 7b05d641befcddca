import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import type { openPdf } from './sample.ts';

type Pdf = Awaited<ReturnType<typeof openPdf>>;

interface OutlineItem {
  title: string;
  items: OutlineItem[];
}

/** Titles of all bookmarks, in order. */
export async function outlineOf(pdf: Pdf): Promise<string[]> {
  const titles = (items: OutlineItem[]): string[] =>
    items.flatMap(({ title, items: inner }) => [title, ...titles(inner)]);
  return titles(((await pdf.getOutline()) ?? []) as OutlineItem[]);
}

/** Every role of the structure tree that occurs on some page. */
export async function rolesOf(pdf: Pdf): Promise<string[]> {
  const roles = new Set<string>();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const tree = JSON.stringify(await (await pdf.getPage(number)).getStructTree());
    for (const [, role] of tree.matchAll(/"role":"([^"]+)"/g)) roles.add(role as string);
  }
  return [...roles];
}

/** BaseFont of every font, subset prefix included. */
export async function fontsOf(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const fonts = document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const isFont = object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Font');
    const name = isFont ? object.get(PDFName.of('BaseFont')) : undefined;
    return name instanceof PDFName ? [name.decodeText()] : isFont ? ['unnamed'] : [];
  });
  return [...new Set(fonts)].sort();
}
