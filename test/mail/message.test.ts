import { inflateSync } from 'node:zlib';
import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, test } from 'vitest';
import { composeEdition } from '../../src/build.ts';
import { isError } from '../../src/diagnostics.ts';
import { mergeFields } from '../../src/mail/merge.ts';
import { toPlainText } from '../../src/outputs/plain-text.ts';
import { parseHtml } from '../../src/pages/html-document.ts';
import { readTexts } from '../../src/pages/html-texts.ts';
import { correctedRelease } from '../changes/corrected.ts';
import { composedEdition, type MailEdition, mailEdition } from './edition.ts';

let car: MailEdition;
let flash: MailEdition;

beforeAll(async () => {
  [car, flash] = await Promise.all([mailEdition(), mailEdition({ briefing: 'aquila' })]);
});

function typesIn(eml: Buffer): string[] {
  return [...eml.toString('latin1').matchAll(/^Content-Type: ([^;\r]+)/gm)].map(([, type]) => type as string);
}

/** Rows of an unfiltered picture, each behind a byte for its filter. */
function readPng(bytes: Buffer): { width: number; pixels: Buffer } {
  const start = bytes.indexOf('IDAT');
  const data = bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4));
  return { width: bytes.readUInt32BE(16), pixels: inflateSync(data) };
}

describe('mail.eml', () => {
  test('has text and html side by side, the pictures with the html, the PDF beside both', () => {
    expect(typesIn(car.eml)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'image/png',
      'application/pdf',
    ]);
  });

  test('reads as the house and the briefing have it, addressed to nobody in particular', async () => {
    const mail = await simpleParser(car.eml, { skipImageLinks: true });
    expect(mail.subject).toBe('CAR-T moves upstream and asks daratumumab a question of depth');
    expect(mail.from?.text).toBe('"Myeloma Notes" <notes@example.com>');
    expect(mail.replyTo?.text).toBe('editor@example.com');
    expect(mail.date?.toISOString()).toBe('2026-04-21T00:00:00.000Z');
    expect(mail.messageId).toBe('<2026-04-21-car-t-moves-upstream.r1@notes.example.com>');
    expect(mail.headers.get('list')).toMatchObject({
      id: { id: 'notes.example.com', name: 'Myeloma Notes' },
      unsubscribe: {
        url: 'https://example.com/unsubscribe',
        mail: 'unsubscribe@example.com?subject=unsubscribe',
      },
    });
    expect(mail.text).toContain('Dear colleague,');
    expect(mail.html).toContain('Dear colleague,');
    expect(mail.html).toContain('href="https://example.com/unsubscribe"');
    expect(`${mail.text}${mail.html}`).not.toContain('@@');
  });

  test('keeps to RFC 5322: CRLF, ASCII, short lines', () => {
    for (const { eml } of [car, flash]) {
      const lines = eml.toString('latin1').split('\r\n');
      expect(lines.filter((line) => line.length > 78 || /[^\x20-\x7e\t]/.test(line))).toEqual([]);
    }
  });

  test('is the same for the same input, byte by byte', async () => {
    const again = await mailEdition();
    expect([...again.files.keys()]).toEqual([...car.files.keys()]);
    for (const [name, bytes] of car.files)
      expect(Buffer.compare(Buffer.from(again.files.get(name) ?? ''), Buffer.from(bytes)), name).toBe(0);
  });
});

describe('mail/', () => {
  test('holds what a sender needs', () => {
    expect([...car.files.keys()]).toEqual([
      'mail.eml',
      'mail/message.json',
      'mail/body.html',
      'mail/body.txt',
      'mail/depth.png',
      'mail/sales.png',
    ]);
    expect(car.message).toMatchObject({
      schema: 1,
      edition: '2026-04-21-car-t-moves-upstream',
      revision: 1,
      preheader: expect.stringMatching(/^MRD negativity at 10⁻⁶ was reported in 20\sof\s20 treated/),
      list: { id: 'notes.example.com', name: 'Myeloma Notes' },
      unsubscribe: { mailto: 'unsubscribe@example.com', https: 'https://example.com/unsubscribe' },
      pdf: { path: 'briefing.pdf', name: '2026-04-21-car-t-moves-upstream.pdf', attached: true },
    });
  });

  test('marks what differs from recipient to recipient, in both bodies', () => {
    expect(car.message.merge.map(({ field, fallback }) => [field, fallback])).toEqual([
      ['name', 'colleague'],
      ['unsubscribe-url', 'https://example.com/unsubscribe'],
    ]);
    for (const { token } of car.message.merge) {
      expect(car.html.split(token), token).toHaveLength(2);
      expect(car.text.split(token), token).toHaveLength(2);
    }
  });

  test('has other tokens for another content, so that no content can hold them', async () => {
    const other = await mailEdition({ text: [[/^title: .*$/m, 'title: Another title']] });
    const known = car.message.merge.map(({ token }) => token);
    expect(other.message.merge.filter(({ token }) => known.includes(token))).toEqual([]);
  });

  test('names each picture once, by its content id', async () => {
    const named = [...car.html.matchAll(/src="cid:([^"]+)"/g)].map(([, cid]) => cid);
    expect(named).toEqual(car.message.images.map(({ cid }) => cid));
    const mail = await simpleParser(car.eml, { skipImageLinks: true });
    expect(mail.attachments.filter(({ cid }) => cid).map(({ cid }) => cid)).toEqual(named);
  });
});

describe('the html', () => {
  test('is small, and nothing in it is fetched', () => {
    for (const { html } of [car, flash]) {
      expect(Buffer.byteLength(html)).toBeLessThan(80_000);
      expect(html.match(/<(?:script|link|iframe|object|embed|form|base|video|svg)\b/g)).toBeNull();
      const sources = [...html.matchAll(/\b(?:src|background|srcset)="([^"]*)"/g)].map(
        ([, address]) => address ?? '',
      );
      expect(sources.filter((address) => !address.startsWith('cid:'))).toEqual([]);
      expect(html).not.toMatch(/url\(|@import|@font-face/);
    }
  });

  test('says of every picture what it shows, with the numbers', () => {
    const alts = [...car.html.matchAll(/<img\b[^>]*\balt="([^"]*)"/g)].map(([, alt]) => alt ?? '');
    expect(alts).toHaveLength(2);
    expect(alts[0]).toContain('65.1%');
    expect(alts[1]).toContain('US$3.96');
  });

  test('brings pictures with a margin of paper, which a client’s dark mode leaves as it is', () => {
    for (const name of ['mail/depth.png', 'mail/sales.png']) {
      const { width, pixels } = readPng(Buffer.from(car.files.get(name) ?? ''));
      expect(width).toBe(768);
      const rows = Array.from({ length: 24 }, (_, row) =>
        pixels.subarray(row * (width * 4 + 1) + 1, (row + 1) * (width * 4 + 1)),
      );
      expect(
        rows.every((row) => row.every((part) => part === 255)),
        name,
      ).toBe(true);
    }
  });

  test('says every number of a drawing in text too', () => {
    const text = readTexts(parseHtml(car.html), ({ name }) => name === 'img')
      .flatMap(({ runs, attribute }) => (attribute ? [] : runs.map((run) => run.text)))
      .join('');
    const numbers = car.composed.figures.flatMap(({ picture }) =>
      [...picture.svg.matchAll(/data-finding="[^"]*">([^<]*\d[^<]*)</g)].map(([, number]) => number ?? ''),
    );
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.filter((number) => !toPlainText(text).includes(toPlainText(number)))).toEqual([]);
  });

  test('lays out with tables that are no tables to a screen reader, and has one title', () => {
    const tables = car.html.match(/<table\b[^>]*>/g) ?? [];
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([]);
    expect(car.html.match(/<h1\b/g)).toHaveLength(1);
    expect(car.html).toMatch(/<html lang="en-GB"/);
  });

  test('carries its rules in its elements, and media queries in its head', () => {
    const [style = ''] = /<style>[\s\S]*?<\/style>/.exec(car.html) ?? [];
    expect(style).toContain('@media (prefers-color-scheme: dark)');
    expect(style.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '')).toMatch(/^<style>\s*<\/style>$/);
    expect(car.html).toMatch(/<h1 class="title" style="[^"]*font-size: 28px/);
    expect(car.html).not.toContain('var(');
    expect(car.html).toContain('#0b5d75');
  });

  test('sets apart the view, warns of what cannot be compared, and carries safety', () => {
    expect(car.html).toContain('Not a head-to-head comparison: 2 blocking, 9 major differences');
    expect(car.html).toMatch(/class="opinion"[^>]*>[\s\S]*Author’s view/);
    expect(car.html).toContain('Safety results of CAR-PRISM were not extracted');
    expect(car.html).not.toContain('<h2 class="heading">Commercial');
    expect(car.text).toContain(
      'Beyond this mail it holds: Context; Commercial; What would change the\nview; table 1;',
    );
  });

  test('carries a readout flash whole', () => {
    for (const heading of [
      'What was shown',
      'The number to keep',
      'Versus what',
      'Safety',
      'Caveats',
      'What next',
    ])
      expect(flash.html).toContain(`>${heading}</h2>`);
  });
});

describe('what the editor decides', () => {
  test('subject, preheader, sections and figures', async () => {
    const { message, html } = await mailEdition({
      text: [
        [
          'keyFigures:',
          'mail:\n  subject: \'Depth: {{value "car-prism.mrd" show="n/N"}}\'\n  preheader: What it cannot say.\n  sections: [Context]\n  figures: [sales]\nkeyFigures:',
        ],
      ],
    });
    expect(message).toMatchObject({ subject: 'Depth: 20/20', preheader: 'What it cannot say.' });
    expect(message.images.map(({ path }) => path)).toEqual(['mail/sales.png']);
    const headings = [...html.matchAll(/<h2 class="heading"[^>]*>([^<]*)/g)].map(([, heading]) => heading);
    expect(headings).toEqual(['Context', 'Safety', 'Author’s view', 'The full briefing']);
  });

  test('a number in the subject that leads nowhere is told at its place', async () => {
    const { obstacles } = await mailEdition({
      text: [['keyFigures:', 'mail: { subject: In 87% of all }\nkeyFigures:']],
    });
    const found = obstacles.filter(({ code }) => code === 'unsourced-number');
    expect(found.map(({ message, place }) => [message, place.file])).toEqual([
      ['‘87%’ in the title leads to no source', 'content/briefings/2026-04-21-car-t-moves-upstream.md'],
    ]);
  });

  test('links lead to the page where house.yaml names its site', async () => {
    const { html, text, message } = await mailEdition({
      house: [['paper: A4', 'paper: A4\nsite: https://example.com/notes']],
    });
    const page = 'https://example.com/notes/car-t-moves-upstream/2026-04-21/';
    expect(message.pdf.url).toBe(`${page}r1/briefing.pdf`);
    expect(html).toContain(`href="${page}r1/#e1"`);
    expect(html).toContain(`href="${page}r1/#source-1"`);
    expect(text).toContain(`Web: ${page}`);
    expect(car.html).not.toContain('href="#');
  });
});

describe('a later revision', async () => {
  const { shop, composed } = await composedEdition({});
  const release = correctedRelease(composed.data.snapshot);
  const { mail, obstacles } = await composeEdition(composed.briefing, shop, release);

  test('says why it was made, and what changed, in html and in text', () => {
    const { html = '', text = '' } = mail ?? {};
    const plain = html.replace(/<sup.*?<\/sup>|<[^>]*>/g, '');
    expect(plain).toContain('edition r2');
    expect(plain).toContain('Correction, 2 May 2026. The interval of AQUILA was misread: 0.36–0.76 belongs');
    expect(plain).toContain(
      'What this revision changed\nAgainst A first look at 20 patients, 7 April 2026, r1.',
    );
    expect(plain).toContain('MAIA, matured: PFS, D-Rd, now reached: 61.9');
    expect(text).toContain('CORRECTION, 2 May 2026. The interval of AQUILA was misread: 0.36–0.76');
    expect(text).toMatch(
      /What this revision changed\n-+\n\nAgainst A first look at 20 patients, 7 April 2026, r1\./,
    );
    expect(plain.indexOf('What this revision changed')).toBeLessThan(plain.indexOf('Bottom line'));
    expect(text.indexOf('What this revision changed')).toBeLessThan(text.indexOf('Bottom line'));
    expect(text).toMatch(/- MAIA, matured: PFS, D-Rd, now reached: 61\.9/);
  });

  test('is told from the first one before it is opened', () => {
    expect(mail?.draft.model.subject).toMatch(/^Correction: \S/);
    expect(mail?.draft.preheader).toMatch(/^The interval of AQUILA was misread/);
    expect(mail?.html).toMatch(/class="preheader"><span class="reason">The interval of AQUILA was misread/);
  });

  test('names old values with their entries in the ledger', () => {
    expect(mail?.html).toMatch(/data-finding="was\(aquila\.pfs\.hr\)"/);
    expect(obstacles.filter(isError)).toEqual([]);
  });
});

describe('a PDF over the limit', () => {
  const pdf = Buffer.alloc(120_001, '%');
  const limit: [string, string] = ['pdfLimit: 2 MB', 'pdfLimit: 120 KB'];

  test('is linked', async () => {
    const { eml, html, text, message, obstacles } = await mailEdition({
      pdf,
      house: [limit, ['paper: A4', 'paper: A4\nsite: https://example.com/notes/']],
    });
    expect(message.pdf.attached).toBe(false);
    expect(typesIn(eml)).not.toContain('application/pdf');
    expect(html).toContain('Get it as a PDF');
    expect(html).not.toContain('attached');
    expect(text).toContain('PDF: https://example.com/notes/car-t-moves-upstream/2026-04-21/r1/briefing.pdf');
    expect(obstacles).toEqual([]);
  });

  test('cannot be where there is no site', async () => {
    const { obstacles } = await mailEdition({ pdf, house: [limit] });
    expect(obstacles).toMatchObject([
      { code: 'mail-without-pdf', severity: 'error', place: { file: 'content/house.yaml' } },
    ]);
  });
});

describe('the size of the html', () => {
  const filler = (bytes: number) => ({
    'templates/partials/mail-footer.hbs': `${footer}<tr><td>${'a '.repeat(bytes / 2)}</td></tr>\n`,
  });
  const footer = '<tr><td class="footer">{{footer}} <a href="{{unsubscribe}}">Leave</a></td></tr>\n';

  test.each([
    [20_000, []],
    [40_000, ['warning']],
    [60_000, ['error']],
  ])('of %i bytes more', async (bytes, expected) => {
    const { obstacles, html } = await mailEdition({ briefing: 'aquila', designs: filler(bytes) });
    const found = obstacles.filter(({ code }) => code === 'mail-too-large');
    expect(
      found.map(({ severity }) => severity),
      `${html.length}`,
    ).toEqual(expected);
  });
});

test('data and prose that would like to be markup, tokens or patterns stay text', async () => {
  const {
    html: body,
    text,
    message,
  } = await mailEdition({
    briefing: 'aquila',
    house: [['{{name|colleague}}', '{{name|<b>$& "you"</b>}}']],
    text: [
      [/^dek: >-\n(?: {2}.*\n)+/m, 'dek: "\\\\<script>alert()\\\\</script> $& @@name.0123456789abcdef@@"\n'],
    ],
  });
  expect(body).not.toContain('<script');
  expect(body).toContain('&lt;script&gt;alert()&lt;/script&gt; $&amp; @@name.0123456789abcdef@@');
  expect(text).toContain('<script>alert()</script> $& @@name.0123456789abcdef@@');
  expect(message.merge[0]).toMatchObject({ field: 'name', fallback: '<b>$& "you"</b>' });
  const filled = mergeFields({ template: body, as: 'html' }, message.merge, {});
  expect(filled).toContain('Dear &#60;b&#62;$&#38; &#34;you&#34;&#60;/b&#62;,');
  const read = mergeFields({ template: text, as: 'text' }, message.merge, {});
  expect(read).toContain('Dear <b>$& "you"</b>,');
});

test('without `mail:` in house.yaml there is no mail', async () => {
  const { composed } = await composedEdition({ house: [[/^mail:\n(?: {2}.*\n)+/m, '']] });
  expect(composed.mail).toBeUndefined();
  expect(composed.obstacles).toEqual([]);
});
