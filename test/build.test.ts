import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fontsOf, outlineOf, rolesOf } from './outputs/read-pdf.ts';
import { openPdf, readText } from './outputs/sample.ts';
import { runTool } from './tool.ts';

const root = path.join(import.meta.dirname, '..');
const flagship = '2026-04-21-car-t-moves-upstream';
const flash = '2026-04-14-aquila-delays-myeloma';
const folders: string[] = [];
let first: string;

function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-test-'));
  folders.push(folder);
  return folder;
}

/** Builds the shipped content, or a copy of it, in a process of its own. */
function build(cwd: string, args: string[] = [], env: Record<string, string> = {}) {
  return runTool(['build', ...args], { cwd, env });
}

function newFolder(): string {
  const folder = temporary();
  cpSync(path.join(root, 'content'), path.join(folder, 'content'), { recursive: true });
  return folder;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

beforeAll(() => {
  first = newFolder();
  const { status, stderr } = build(first, ['--strict', '--all']);
  expect(status, stderr).toBe(0);
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the shipped briefings', () => {
  it('come with every file of an edition under --all', () => {
    expect(filesOf(path.join(first, 'out', flagship))).toEqual([
      'briefing.pdf',
      'data.json',
      'evidence.csv',
      'evidence.json',
      'figures/depth.png',
      'figures/depth.svg',
      'figures/sales.png',
      'figures/sales.svg',
      'index.html',
      'mail.eml',
      'mail/body.html',
      'mail/body.txt',
      'mail/depth.dark.png',
      'mail/depth.png',
      'mail/message.json',
      'manifest.json',
      'social.png',
    ]);
    expect(readFileSync(path.join(first, 'out/index.html'), 'utf8')).toContain(
      `href="${flagship}/index.html"`,
    );
  });

  it('set a readout flash with all of its end on three pages', async () => {
    await using pdf = await openPdf(readFileSync(path.join(first, 'out', flash, 'briefing.pdf')));
    expect(pdf.numPages).toBe(3);
  });

  it('print as tagged PDF with title, author, outline and only the bundled fonts', async () => {
    const bytes = readFileSync(path.join(first, 'out', flagship, 'briefing.pdf'));
    await using pdf = await openPdf(bytes);
    const { info } = (await pdf.getMetadata()) as { info: Record<string, unknown> };
    expect(info.Title).toBe('CAR-T moves upstream, and asks daratumumab a question of depth');
    expect(info.Author).toBe('The editor');
    expect(info.CreationDate).toBe("D:20260421000000+00'00'");
    expect((await pdf.getPage(1)).view.map(Math.round)).toEqual([0, 0, 595, 842]);
    expect(await outlineOf(pdf)).toEqual(
      expect.arrayContaining([
        'What CAR-PRISM reported',
        'Safety is the missing part',
        'The gap that matters is not response. It is depth.',
        'What differs between the trials',
        'Evidence ledger',
        'Sources',
      ]),
    );
    expect(await rolesOf(pdf)).toEqual(
      expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'TH', 'TD', 'Figure', 'L']),
    );
    expect(await fontsOf(bytes)).toSatisfy(
      (fonts: string[]) =>
        fonts.length > 0 &&
        fonts.every((font) => /^[A-Z]{6}\+(?:Trialbrief(?:Serif|Sans)|NotoSansMath)/.test(font)),
    );
    expect(bytes.length).toBeLessThan(250_000);
  });

  it('hold every key figure and chart label as text', async () => {
    const text = await readText(readFileSync(path.join(first, 'out', flagship, 'briefing.pdf')));
    const words = [
      '20/20',
      '~90%',
      '15.3',
      'US$3.96',
      '+22.3%',
      '65.1%',
      '231/355',
      '32.1%',
      '118/368',
      'sensitivity 10',
      '1Q26',
      '3.54',
      '+27%',
      'CAR-PRISM',
      'AQUILA',
    ];
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  it('are one file that asks for nothing', () => {
    const html = readFileSync(path.join(first, 'out', flagship, 'index.html'), 'utf8');
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script type="application/ld+json">', '<script>']);
    expect(html.match(/<link\b[^>]*?href="data:image\/svg\+xml,/g)).toHaveLength(1);
    expect(html.match(/<link\b/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(?:img|iframe|object|embed|base|form)\b/);
    expect(html.match(/(?:src|url)\s*[=(]\s*["']?(?!data:|#)[^"')\s]+/g) ?? []).toEqual([]);
    expect(html).toContain("default-src 'none'");
    expect(Buffer.byteLength(html)).toBeLessThan(400_000);
  });

  it('say in the manifest what they hold and what they were made from', () => {
    const folder = path.join(first, 'out', flagship);
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    expect(manifest.files.map((file: { path: string }) => file.path).sort()).toEqual(
      filesOf(folder).filter((file) => file !== 'manifest.json'),
    );
    const inputs: string[] = manifest.inputs.map((input: { path: string }) => input.path);
    expect(inputs).toEqual(
      expect.arrayContaining([
        'house.yaml',
        'sources.yaml',
        'trials/maia.yaml',
        'products/darzalex.yaml',
        `briefings/${flagship}.md`,
      ]),
    );
    expect(inputs).not.toContain('trials/griffin.yaml');
  });
});

describe('what a draft needs', () => {
  const draft = [
    'briefing.pdf',
    'data.json',
    'evidence.csv',
    'evidence.json',
    'figures/depth.svg',
    'figures/sales.svg',
    'index.html',
    'manifest.json',
  ];
  const pictures = ['figures/depth.png', 'figures/sales.png', 'social.png'];
  let folder: string;
  const buildFlagship = (...args: string[]) => build(folder, [flagship, ...args]);
  const files = () => filesOf(path.join(folder, 'out', flagship));
  beforeAll(() => {
    folder = newFolder();
  });

  it('is made, with the bytes that it has beside everything else', () => {
    const { status, stdout } = build(folder);
    expect(status).toBe(0);
    expect(stdout).toContain(`built     out/${flagship}/  8 files`);
    expect(files()).toEqual(draft);
    for (const file of draft.filter((name) => name !== 'manifest.json')) {
      const [a, b] = [folder, first].map((place) => readFileSync(path.join(place, 'out', flagship, file)));
      expect(a?.equals(b as Buffer), file).toBe(true);
    }
  });

  it('is not enough where more is asked for, and more is enough for a draft', () => {
    expect(buildFlagship('--png').stdout).toContain(`built     out/${flagship}`);
    expect(files()).toEqual([...draft, ...pictures].sort());
    expect(buildFlagship('--mail').stdout).toContain(`built     out/${flagship}`);
    expect(files().filter((file) => !draft.includes(file))).toEqual([
      'mail.eml',
      'mail/body.html',
      'mail/body.txt',
      'mail/depth.dark.png',
      'mail/depth.png',
      'mail/message.json',
    ]);
    expect(buildFlagship('--all').stdout).toContain(`built     out/${flagship}`);
    expect(files()).toEqual(filesOf(path.join(first, 'out', flagship)));
    expect(buildFlagship().stdout).toContain(`unchanged out/${flagship}`);
  }, 240_000);

  it('is refused by a strict build for a fault of the mail, which is not written', () => {
    const file = path.join(folder, 'content/house.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('pdfLimit: 2 MB', 'pdfLimit: 10 KB'));
    const { status, stderr } = buildFlagship('--strict', '--out', 'strict');
    expect(status).toBe(3);
    expect(stderr).toContain('error mail-without-pdf');
    expect(buildFlagship('--out', 'lax').status).toBe(0);
  });
});

describe('building again', () => {
  it('gives the same bytes in another folder, time zone and language', () => {
    const second = newFolder();
    const { status } = build(second, ['--all'], {
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
    });
    expect(status).toBe(0);
    for (const id of [flagship, flash]) {
      const [a, b] = [first, second].map((folder) => path.join(folder, 'out', id)) as [string, string];
      expect(filesOf(b)).toEqual(filesOf(a));
      for (const file of filesOf(a)) {
        expect(
          readFileSync(path.join(b, file)).equals(readFileSync(path.join(a, file))),
          `${id}/${file}`,
        ).toBe(true);
      }
    }
  });

  it('leaves alone what did not change, and makes anew only what did', () => {
    const times = (id: string) => statSync(path.join(first, 'out', id, 'briefing.pdf')).mtimeMs;
    const [flagshipTime, flashTime] = [times(flagship), times(flash)];
    expect(build(first).stdout).toMatch(
      new RegExp(`unchanged out/${flash}[\\s\\S]*unchanged out/${flagship}`),
    );
    expect([times(flagship), times(flash)]).toEqual([flagshipTime, flashTime]);

    const file = path.join(first, 'content/trials/maia.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('64.5 months', '64.6 months'));
    expect(build(first).stdout).toMatch(new RegExp(`unchanged out/${flash}[\\s\\S]*built +out/${flagship}`));
    expect(times(flash)).toBe(flashTime);
    expect(times(flagship)).not.toBe(flagshipTime);
  });

  it('mends an edition that was touched', () => {
    const file = path.join(first, 'out', flash, 'index.html');
    const before = readFileSync(file);
    writeFileSync(file, 'touched');
    expect(build(first).status).toBe(0);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('keeps what is on disk when the content is wrong', () => {
    const file = path.join(first, 'content/trials/maia.yaml');
    const before = readFileSync(path.join(first, 'out', flagship, 'index.html'));
    writeFileSync(file, readFileSync(file, 'utf8').replace('name: MAIA', 'nmae: MAIA'));
    const { status, stderr } = build(first, ['--strict']);
    expect(status).toBe(3);
    expect(stderr).toMatch(/content\/trials\/maia\.yaml:\d+:1[\s\S]*did you mean ‘name’/);
    expect(readFileSync(path.join(first, 'out', flagship, 'index.html')).equals(before)).toBe(true);
  });
});
