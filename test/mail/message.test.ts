import { inflateSync } from 'node:zlib';
import { simpleParser } from 'mailparser';
import { beforeAll, describe, expect, test } from 'vitest';
import { composeEdition } from '../../src/build.ts';
import { isError } from '../../src/diagnostics.ts';
import { mergeFields } from '../../src/mail/merge.ts';
import { parseHtml, readTexts } from '../../src/page/html-document.ts';
import { toPlainText } from '../../src/pdf/text.ts';
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
    expect(mail.subject).toBe('CAR-T moves upstream, and asks daratumumab a question of depth');
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
      'mail/depth.dark.png',
    ]);
    expect(car.message).toMatchObject({
      schema: 1,
      edition: '2026-04-21-car-t-moves-upstream',
      revision: 1,
      preheader: expect.stringMatching(/^20\sof\s20 MRD-negative at 10⁻⁶\. So few patients/),
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
    for (const alt of alts) expect(alt).toContain('65.1%');
  });

  test('brings each picture on light paper and on dark, of which one is shown', () => {
    const papers = { 'mail/depth.png': [255, 255, 255], 'mail/depth.dark.png': [20, 23, 27] };
    for (const [name, paper] of Object.entries(papers)) {
      const { width, pixels } = readPng(Buffer.from(car.files.get(name) ?? ''));
      expect(width).toBeGreaterThan(552);
      const edge = pixels.subarray(1, 1 + width * 4);
      const corners = [0, width - 1].map((column) => [...edge.subarray(column * 4, column * 4 + 3)]);
      expect(corners, name).toEqual([paper, paper]);
    }
    expect(car.html).toMatch(/<img class="picture light"[^>]*src="cid:depth\.2026/);
    expect(car.html).toMatch(
      /<img class="picture dark" src="cid:depth\.dark\.[^>]*style="[^"]*display: none/,
    );
  });

  test('says every result of a drawing in text too', () => {
    const text = readTexts(parseHtml(car.html), ({ name }) => name === 'img')
      .flatMap(({ runs, attribute }) => (attribute ? [] : runs.map((run) => run.text)))
      .join('');
    const carried = car.composed.figures.filter(({ plan }) => plan.spec.id === 'depth');
    const numbers = carried.flatMap(({ picture }) =>
      [...picture.svg.matchAll(/data-finding="[^"]*">([^<]*\d[^<]*)</g)].map(([, number]) => number ?? ''),
    );
    const results = numbers.filter((number) => /^~?[\d.]+%?$/.test(number));
    expect(results.length).toBeGreaterThan(4);
    expect(results.filter((number) => !toPlainText(text).includes(toPlainText(number)))).toEqual([]);
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
    expect(car.html).toMatch(
      /class="unlike"[^>]*>[\s\S]{0,200}Not a head-to-head comparison\.[\s\S]{0,40}Different diseases, /,
    );
    expect(car.html).toMatch(/class="opinion"[^>]*>[\s\S]*Author’s view/);
    expect(car.html).toMatch(/Safety results of CAR-PRISM, MAIA, CEPHEUS and PERSEUS were not\s+extracted/);
    expect(car.html).not.toMatch(/<h2 class="heading"[^>]*>Meanwhile/);
    expect(car.text.replace(/\s+/g, ' ')).toContain(
      'It also contains: Meanwhile, Darzalex keeps selling; What would change the view; figure 2; everything that differs between the trials,',
    );
  });

  test('carries the argument: what was shown and was not, both lists, the gap and the closing line', () => {
    for (const body of [car.html.replace(/<[^>]*>/g, ''), car.text]) {
      const plain = body.replace(/\s+/g, ' ');
      const parts = [
        'Shown',
        'Not shown',
        'Watch',
        'What CAR-PRISM reported',
        'responded',
        'Now contrast',
      ].concat([
        '32.1%',
        '51.1–88%',
        'HR 0.49',
        'Safety is the missing part',
        'is the reason to look upstream',
      ]);
      const places = parts.map((part) => plain.indexOf(part));
      expect(places.filter((place) => place < 0)).toEqual([]);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    expect(car.text).toContain('| THE GAP THAT MATTERS IS NOT RESPONSE. IT IS DEPTH.');
    expect(car.html).not.toContain('<sup><a');
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
          'figures:\n  depth:',
          'mail:\n  subject: \'Depth: {{value "car-prism.mrd" show="n/N"}}\'\n  preheader: What it cannot say.\n  sections: [What would change the view]\n  figures: [sales]\nfigures:\n  depth:',
        ],
      ],
    });
    expect(message).toMatchObject({ subject: 'Depth: 20/20', preheader: 'What it cannot say.' });
    expect(message.images.map(({ path }) => path)).toEqual(['mail/sales.png', 'mail/sales.dark.png']);
    const headings = [...html.matchAll(/<h2 class="heading"[^>]*>([^<]*)/g)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'Safety is the missing part',
      'Author’s view',
      'What would change the view',
      'The full briefing',
    ]);
  });

  test('a number in the subject that leads nowhere is told at its place', async () => {
    const { obstacles } = await mailEdition({
      text: [['figures:\n  depth:', 'mail: { subject: In 87% of all }\nfigures:\n  depth:']],
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
    expect(html).toContain(`href="${page}r1/#entry-1"`);
    expect(html).toContain(`href="${page}r1/#source-1"`);
    expect(text).toContain(`Web: ${page}`);
    expect(car.html).not.toContain('href="#');
  });
});

describe('a later revision', async () => {
  const { context, composed } = await composedEdition({});
  const release = correctedRelease(composed.data.snapshot);
  const { mail, obstacles } = await composeEdition(composed.briefing, context, release);

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
    expect(plain.indexOf('What this revision changed')).toBeLessThan(plain.indexOf('Not shown'));
    expect(text.indexOf('What this revision changed')).toBeLessThan(text.indexOf('Not shown'));
    expect(text).toMatch(/- MAIA, matured: PFS, D-Rd, now reached: 61\.9/);
  });

  test('is told from the first one before it is opened', () => {
    expect(mail?.draft.facts.subject).toMatch(/^Correction: \S/);
    expect(mail?.draft.preheader.plain).toMatch(/^The interval of AQUILA was misread/);
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
    expect(obstacles.filter(({ code }) => code !== 'claim-pooled-range')).toEqual([]);
  });

  test('cannot be where there is no site', async () => {
    const { obstacles } = await mailEdition({ pdf, house: [limit] });
    expect(obstacles.filter(isError)).toMatchObject([
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
    [60_000, ['warning']],
    [80_000, ['error']],
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
  expect(body).toContain('&#60;script&#62;alert()&#60;/script&#62; $&#38; @@name.0123456789abcdef@@');
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
  expect(composed.obstacles.filter(({ code }) => code.startsWith('mail'))).toEqual([]);
});
