import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findBrowser } from '../../src/browser/binary.ts';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { startChromium } from '../../src/browser/process.ts';
import { PageNotSelfContained } from '../../src/browser/refusal.ts';
import type { Browser } from '../../src/ports.ts';
import { openPdf, readText, samplePage } from '../outputs/sample.ts';
import { listenAsCanary } from './canary.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(() => browser[Symbol.asyncDispose]());

function print(body: string): Promise<Uint8Array> {
  return browser.print({ html: samplePage(body), paper: 'A4' });
}

async function refusalOf(body: string): Promise<PageNotSelfContained> {
  const error = await print(body).then(
    () => new Error('It was printed.'),
    (reason) => reason,
  );
  if (!(error instanceof PageNotSelfContained)) throw error;
  return error;
}

describe('a page within itself', () => {
  test('is printed with its text, its tags and its outline', async () => {
    const pdf = await browser.print({ html: samplePage(), paper: 'A4' });
    const text = await readText(pdf);
    expect(text).toContain('MRD negativity in AQUILA 18/20 patients, 90%.');
    expect(text).toMatch(/Page 2 of 2 .*Daratumumab 123\/194/);
    await using document = await openPdf(pdf);
    expect((await document.getOutline()).map(({ title }) => title)).toEqual(['MRD negativity in AQUILA']);
    const tree = JSON.stringify(await (await document.getPage(2)).getStructTree());
    expect(tree).toContain('"role":"Table"');
    expect(tree).toContain('"role":"TH"');
  });

  test('keeps the sheet that its style asks for, else the one requested', async () => {
    const widthOf = async (html: string) => {
      await using document = await openPdf(await browser.print({ html, paper: 'Letter' }));
      return Math.round((await document.getPage(1)).getViewport({ scale: 1 }).width);
    };
    expect(await widthOf(samplePage('<p>A4</p>'))).toBe(595);
    expect(await widthOf('<!doctype html><p>Letter</p>')).toBe(612);
  });

  test('is printed without its scripts being run', async () => {
    const pdf = await print('<p id="p">as written</p><script>p.textContent = "changed"</script>');
    expect(await readText(pdf)).toContain('as written');
  });

  test('may hold pictures and JSON-LD of its own, its address, links and fragments', async () => {
    const body = `<link rel="canonical" href="https://example.org/"><script type="application/ld+json">{"@type":"Report"}</script>
      <img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
      <svg><symbol id="mark"><path d="M0 0h9v9z"/></symbol><use href="#mark"/></svg>
      <a href="#top">up</a> <a href="https://example.org/">out</a> <a href="mailto:a@example.org">mail</a>`;
    expect(await readText(await print(body))).toContain('out');
  });

  test('is not mixed with others printed at the same time', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `Briefing number ${index}.`);
    const pdfs = await Promise.all(names.map((name) => print(`<p>${name}</p>`)));
    const texts = await Promise.all(pdfs.map((pdf) => readText(pdf)));
    for (const [index, name] of names.entries()) expect(texts[index]).toContain(name);
  });
});

describe('a page that reaches outside itself', () => {
  const reaching = {
    'a picture': '<img src="http://HOST/a.png">',
    'a picture by file': '<img src="file:///etc/passwd">',
    'a set of pictures': '<img srcset="http://HOST/a.png 2x">',
    'a lazy picture': '<img loading="lazy" src="http://HOST/a.png">',
    'a picture in svg': '<svg><image href="http://HOST/a.png"/></svg>',
    'a picture in svg, the old way': '<svg><image xlink:href="http://HOST/a.png"/></svg>',
    'a symbol elsewhere': '<svg><use href="http://HOST/a.svg#b"/></svg>',
    'a style sheet': '<link rel="stylesheet" href="http://HOST/a.css">',
    'an import in css': '<style>@import "http://HOST/a.css";</style>',
    'a picture in css': '<style>p { background: url(http://HOST/a.png) }</style><p>x</p>',
    'a picture for print only':
      '<style>@media print { p { background: url(http://HOST/a.png) } }</style><p>x</p>',
    'a picture for print only, spelt to hide':
      '<style>@media print { p { background: u\\72l(http://HOST/a.png) } }</style><p>x</p>',
    'a picture in a style attribute': '<p style="background: url(//HOST/a.png)">x</p>',
    'a file in a style': '<style>p { background: url("file:///etc/passwd") }</style><p>x</p>',
    'a picture beside the page': "<p style='background: url(a.png)'>x</p>",
    'a font':
      '<style>@font-face { font-family: f; src: url(http://HOST/f) } p { font-family: f }</style><p>x</p>',
    'a frame': '<iframe src="http://HOST/"></iframe>',
    'a frame by file': '<iframe src="file:///etc/passwd"></iframe>',
    'a frame with its text': '<iframe srcdoc="<p>inside</p>"></iframe>',
    'a frame in a shadow': '<div><template shadowrootmode="open"><iframe></iframe></template></div>',
    'an object': '<object data="http://HOST/a.pdf"></object>',
    'an embed': '<embed src="http://HOST/a.pdf">',
    'a refresh': '<meta http-equiv="refresh" content="0; url=http://HOST/">',
    'a base': '<base href="http://HOST/">',
    'a form': '<form action="http://HOST/"></form>',
    'a script': '<script src="http://HOST/a.js"></script>',
    'a video': '<video src="http://HOST/a.mp4"></video>',
    'a prefetch': '<link rel="prefetch" href="http://HOST/a">',
    'a preload': '<link rel="preload" as="image" href="http://HOST/a.png">',
    'a preconnect': '<link rel="preconnect" href="http://HOST">',
    'a dns-prefetch': '<link rel="dns-prefetch" href="http://HOST">',
    'a style sheet that is canonical too': '<link rel="canonical stylesheet" href="http://HOST/a.css">',
    'an icon': '<link rel="icon" href="http://HOST/favicon.ico">',
    'a manifest': '<link rel="manifest" href="http://HOST/m.json">',
    'a link to a script': '<a href="javascript:alert(1)">x</a>',
    'a link to a file': '<a href="file:///etc/passwd">x</a>',
    'names that mislead scripts':
      '<img name="querySelectorAll" src="data:,"><iframe src="http://HOST/"></iframe>',
  };

  test.each(Object.entries(reaching))('is refused and reaches nothing: %s', async (_, body) => {
    await using canary = await listenAsCanary();
    const { requests } = await refusalOf(body.replaceAll('HOST', canary.host));
    expect(requests.length).toBeGreaterThan(0);
    expect(requests[0]?.reason).not.toBe('');
    expect(canary.hits).toEqual([]);
  });

  test('is refused with every address', async () => {
    const { message, requests } = await refusalOf(
      '<img src="http://127.0.0.1:9/one.png"><style>p { background: url(http://127.0.0.1:9/two.png) }</style><p>x</p>',
    );
    expect(requests).toContainEqual({
      url: 'http://127.0.0.1:9/two.png',
      reason: 'image request',
    });
    expect(message).toContain('http://127.0.0.1:9/one.png');
  });

  test('leaves nothing behind for the next page', async () => {
    await refusalOf('<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/">');
    expect(await readText(await print('<p>The next page.</p>'))).toContain('The next page.');
  });
});

describe('the browser', () => {
  test('tells its product and version', () => {
    expect(browser.version).toMatch(/^Chrome\/\d+\.\d+/);
  });

  test('reaches nothing even where requests are not refused one by one', async () => {
    await using canary = await listenAsCanary();
    using chromium = startChromium(await findBrowser(), () => {});
    const bare = await connect({ transport: chromium.transport });
    const page = await bare.newPage();
    await expect(page.goto(`http://${canary.host}/`)).rejects.toThrow('ERR_');
    await expect(page.goto('http://localhost/')).rejects.toThrow('ERR_');
    await page.setContent(`<link rel="prefetch" href="http://${canary.host}/a">
      <link rel="preconnect" href="http://${canary.host}"><img src="http://${canary.host}/b">`);
    expect(canary.hits).toEqual([]);
  });

  test('leaves no folder, and prints no more, when it has been closed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-test-'));
    vi.stubEnv('TMPDIR', folder);
    const another = await launchBrowser();
    expect(readdirSync(folder)).toHaveLength(1);
    await another.print({ html: samplePage(), paper: 'A4' });
    await another[Symbol.asyncDispose]();
    vi.unstubAllEnvs();
    await expect.poll(() => readdirSync(folder)).toEqual([]);
    rmdirSync(folder);
    await expect(another.print({ html: '<p>', paper: 'A4' })).rejects.toThrow();
  });

  test('that is named and not there is told, with what to do', async () => {
    const finding = findBrowser({ TRIALBRIEF_CHROME: '/nowhere/chrome' });
    await expect(finding).rejects.toThrow(/"\/nowhere\/chrome"[\s\S]*full path/);
  });

  test('that ends at once is told, with what it said', async () => {
    const binary = { ...(await findBrowser()), executable: '/bin/false' };
    await expect(launchBrowser({ binary })).rejects.toThrow(/\/bin\/false ended/);
  });
});
