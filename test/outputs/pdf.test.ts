import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { type PdfSeal, sealPdf } from '../../src/pdf/seal.ts';
import type { Browser } from '../../src/ports.ts';
import { openPdf, readText, samplePage } from './sample.ts';

const SEAL: PdfSeal = {
  title: 'CAR‑PRISM: “depth” (MRD) \\ 10⁻⁶',
  author: 'Zoë Ångström',
  subject: 'Cilta-cel <in> smoldering & high-risk myeloma',
  keywords: ['myeloma', 'MRD negativity'],
  date: '2026-04-21',
  language: 'en-GB',
  revision: 'r1',
  attachments: [
    {
      name: 'évidence.csv',
      mediaType: 'text/csv',
      bytes: Buffer.from('finding,value\nORR,100\n'),
      description: 'The same as a table',
    },
    {
      name: 'evidence.json',
      mediaType: 'application/json',
      bytes: Buffer.from('{"orr":100}'),
      description: 'Every finding used',
    },
  ],
};

/** Chromium counts the ids of tags on from page to page; sealing counts them from 1. */
function withoutIds(tree: unknown): string {
  return JSON.stringify(tree).replace(/node\d+/g, 'node');
}

let browser: Browser;
let printed: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  browser = await launchBrowser();
  printed = await browser.print({ html: samplePage(), paper: 'A4' });
  sealed = await sealPdf(printed, SEAL);
}, 60_000);

afterAll(() => browser[Symbol.asyncDispose]());

describe('a sealed PDF', () => {
  test('tells its title, author, subject, keywords and the date of the edition', async () => {
    await using pdf = await openPdf(sealed);
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({
      Title: SEAL.title,
      Author: SEAL.author,
      Subject: SEAL.subject,
      Keywords: 'myeloma, MRD negativity',
      Creator: 'trialbrief',
      Producer: 'Chromium',
      CreationDate: "D:20260421000000+00'00'",
      ModDate: "D:20260421000000+00'00'",
      Language: SEAL.language,
    });
  });

  test('tells the same as XMP', async () => {
    await using pdf = await openPdf(sealed);
    const { metadata } = await pdf.getMetadata();
    expect(metadata?.get('dc:title')).toBe(SEAL.title);
    expect(metadata?.get('dc:creator')).toEqual([SEAL.author]);
    expect(metadata?.get('dc:description')).toBe(SEAL.subject);
    expect(metadata?.get('dc:subject')).toEqual(SEAL.keywords);
    expect(metadata?.get('xmp:createdate')).toBe('2026-04-21T00:00:00Z');
  });

  test('shows its title in place of its file name', async () => {
    await using pdf = await openPdf(sealed);
    expect((await pdf.getViewerPreferences())?.get('DisplayDocTitle')).toBe(true);
  });

  test('keeps text, pages, outline, tags and links', async () => {
    expect(await readText(sealed)).toBe(await readText(printed));
    await using pdf = await openPdf(sealed);
    await using before = await openPdf(printed);
    expect(await pdf.getOutline()).toEqual(await before.getOutline());
    const page = await pdf.getPage(2);
    expect(withoutIds(await page.getStructTree())).toBe(
      withoutIds(await (await before.getPage(2)).getStructTree()),
    );
    expect((await page.getAnnotations()).map(({ url }) => url)).toEqual([
      'https://clinicaltrials.gov/study/NCT03301220',
    ]);
  });

  test('still joins each cell of a table with its headers', async () => {
    await using pdf = await openPdf(sealed);
    const tree = JSON.stringify(await (await pdf.getPage(2)).getStructTree());
    const headers = [...tree.matchAll(/"structId":"(node\d+)"/g)].map(([, id]) => id);
    expect(headers).toEqual(['node00000001', 'node00000002']);
    expect(tree).toContain('"headers":["node00000001","node00000002"]');
  });

  test('carries its attachments', async () => {
    await using pdf = await openPdf(sealed);
    const attachments = [...((await pdf.getAttachments()) ?? new Map()).values()];
    expect(attachments.map(({ filename }) => filename)).toEqual(['evidence.json', 'évidence.csv']);
    expect(attachments[0]?.description).toBe('Every finding used');
    const json = await pdf.getAttachmentContent('evidence.json');
    expect(Buffer.from(json ?? []).toString()).toBe('{"orr":100}');
  });

  test('is read by another library, with each attachment marked as data', async () => {
    const pdf = await PDFDocument.load(sealed, { updateMetadata: false, throwOnInvalidObject: true });
    expect(pdf.getPageCount()).toBe(2);
    const files = pdf.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []))
      .filter((object) => object.get(PDFName.of('Type')) === PDFName.of('Filespec'));
    const relations = files.map((file) => file.get(PDFName.of('AFRelationship')));
    expect(relations).toEqual([PDFName.of('Data'), PDFName.of('Data')]);
  });

  test('needs no attachments', async () => {
    const plain = await sealPdf(printed, { ...SEAL, attachments: [] });
    await using pdf = await openPdf(plain);
    expect(await pdf.getAttachments()).toBeNull();
    expect(pdf.numPages).toBe(2);
  });

  test('has an id that follows its content', async () => {
    const idOf = async (bytes: Uint8Array) => {
      await using pdf = await openPdf(bytes);
      return pdf.fingerprints[0];
    };
    expect(await idOf(sealed)).toBe(await idOf(await sealPdf(printed, SEAL)));
    expect(await idOf(sealed)).not.toBe(await idOf(await sealPdf(printed, { ...SEAL, title: 'x' })));
  });

  test('leaves the bytes it was given as they were', async () => {
    const before = Buffer.from(printed);
    await sealPdf(printed, SEAL);
    expect(Buffer.from(printed).equals(before)).toBe(true);
  });

  test('is not made of something else than a PDF of Chromium', async () => {
    await expect(sealPdf(Buffer.from('%PDF-1.4\n%%EOF'), SEAL)).rejects.toThrow('unknown form');
  });
});

describe('the same page and date give the same bytes', () => {
  const same = async (bytes: Uint8Array) =>
    expect(Buffer.from(await sealPdf(bytes, SEAL)).equals(Buffer.from(sealed))).toBe(true);

  test('on a page used before, and on two pages at once', async () => {
    const request = { html: samplePage(), paper: 'A4' } as const;
    await browser.print({ html: samplePage('<h1>Another</h1>'), paper: 'A4' });
    const pdfs = await Promise.all([1, 2, 3, 4].map(() => browser.print(request)));
    for (const pdf of pdfs) await same(pdf);
  });

  test('in another process, folder, time and time zone', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'trialbrief-test-'));
    const script = `
      const { launchBrowser } = await import(${JSON.stringify(import.meta.resolve('../../src/browser/chromium.ts'))});
      const { samplePage } = await import(${JSON.stringify(import.meta.resolve('./sample.ts'))});
      await using browser = await launchBrowser();
      process.stdout.write(await browser.print({ html: samplePage(), paper: 'A4' }));`;
    try {
      const env = { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' };
      const args = ['--input-type=module', '-e', script];
      await same(execFileSync(process.execPath, args, { cwd, env, timeout: 30_000 }));
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});
