import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Import, importsIn, readModules, type SourceModule } from './sources.ts';

const modules = readModules();

/**
 * The folder under src/, or the file itself at its top. What an author writes of a figure or table is part of the
 * model, and its check part of reading content, though both are in the folder of their kind.
 */
function unitOf(file: string): string {
  if (/^src\/(?:figures|tables)\/(?:.*\/)?requests?(?:-[a-z-]+)?\.ts$/.test(file)) return 'model';
  if (/^src\/(?:figures|tables)\/(?:.*\/)?(?:check(?:-[a-z-]+)?|resolve|cohort)\.ts$/.test(file))
    return 'content';
  const [, first = ''] = file.split('/');
  return first.replace(/\.ts$/, '');
}

function ours({ target }: Import): boolean {
  return target.startsWith('src/');
}

/** From the ground up: a unit may use those in lines above its own, and in its own line. */
const order: string[][] = [
  ['diagnostics', 'suggest', 'ports', 'for-each', 'root'],
  ['report'],
  ['model', 'shapes', 'notation'],
  ['text'],
  ['files'],
  ['typefaces'],
  ['content'],
  ['import'],
  ['evidence'],
  ['figures', 'tables'],
  ['browser'],
  ['pdf'],
  ['outputs'],
  ['changes'],
  ['page'],
  ['mail'],
  ['archive'],
  ['site'],
  ['send'],
  ['build', 'profiles', 'check', 'edition', 'freshness', 'publish'],
  ['cli'],
];

const heights = new Map(order.flatMap((units, height) => units.map((unit) => [unit, height] as const)));

function isUpward(from: string, to: string): boolean {
  return from !== to && (heights.get(to) ?? order.length) > (heights.get(from) ?? 0);
}

const exceptions: Record<string, string> = {
  'src/content/curve.ts → src/evidence/survival.ts':
    'numbers at risk, medians and rates of event data get their addresses while content is read',
};

const typeExceptions: Record<string, string> = {
  'src/model/library.ts → src/content/parse.ts': 'what is read keeps the place that it was read from',
  'src/mail/finish.ts → src/build.ts': 'a mail is finished with what all editions of a build share',
  'src/page/anchors.ts → src/mail/compose.ts': 'the anchors of page and mail are checked together',
  'src/page/set-type.ts → src/mail/compose.ts': 'the fonts of page and mail are checked together',
};

function upward(concerns: (one: Import) => boolean): string[] {
  return modules.flatMap(({ file, imports }) =>
    imports
      .filter((one) => ours(one) && concerns(one) && isUpward(unitOf(file), unitOf(one.target)))
      .map(({ target }) => `${file} → ${target}`),
  );
}

describe('who may import whom', () => {
  test('every unit has its place in the order', () => {
    expect(
      [...new Set(modules.map(({ file }) => unitOf(file)))].filter((unit) => !heights.has(unit)),
    ).toEqual([]);
    expect([...heights.keys()].filter((unit) => !modules.some(({ file }) => unitOf(file) === unit))).toEqual(
      [],
    );
  });

  test('code is called downwards only', () => {
    expect(upward(({ typeOnly }) => !typeOnly).sort()).toEqual(Object.keys(exceptions).sort());
  });

  test('types are taken from below', () => {
    expect(upward(({ typeOnly }) => typeOnly).sort()).toEqual(Object.keys(typeExceptions).sort());
  });

  test('diagnostics and ports import nothing', () => {
    const found = modules.filter(({ file }) => ['src/diagnostics.ts', 'src/ports.ts'].includes(file));
    expect(found.map(({ imports }) => imports)).toEqual([[], []]);
  });

  test('nothing imports itself by way of others', () => {
    expect(cyclesOf(modules)).toEqual([]);
  });
});

/** What a module loads, and what that loads, without imports that wait until they are needed. */
function reachedFrom(start: string): Set<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const module = modules.find((one) => one.file === file);
    for (const one of module?.imports ?? []) {
      const isLater = module?.code.includes(`import('${relativeTo(file, one.target)}')`);
      if (ours(one) && !one.typeOnly && !isLater) visit(one.target);
    }
  };
  visit(start);
  return found;
}

function relativeTo(file: string, target: string): string {
  const relative = path.posix.relative(path.posix.dirname(file), target);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function cyclesOf(all: SourceModule[]): string[] {
  const next = new Map(
    all.map(({ file, imports }) => [
      file,
      imports.filter((one) => ours(one) && !one.typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] => {
    if (trail.includes(file)) return [[...trail.slice(trail.indexOf(file)), file].join(' → ')];
    if (done.has(file)) return [];
    const found = (next.get(file) ?? []).flatMap((target) => visit(target, [...trail, file]));
    done.add(file);
    return found;
  };
  return all.flatMap(({ file }) => visit(file, []));
}

/** Where each package may be used. */
const packages: Record<string, string[]> = {
  '../vendor/canvas/index.js': ['src/figures/'],
  '../vendor/caniemail/support.json': ['src/mail/support.ts'],
  '@csstools/css-tokenizer': ['src/notation/files.ts'],
  'chart.js': ['src/figures/'],
  'chartjs-node-canvas': ['src/figures/'],
  commander: ['src/cli.ts', 'src/cli/'],
  'csv-parse': ['src/files/csv.ts'],
  'fastest-levenshtein': ['src/suggest.ts'],
  handlebars: ['src/content/prose.ts', 'src/page/', 'src/site/template-model.ts'],
  htmlparser2: [
    'src/import/references/',
    'src/import/sheet/xlsx.ts',
    'src/mail/support.ts',
    'src/page/citation-style.ts',
    'src/page/citations.ts',
    'src/page/html-document.ts',
    'src/page/logo.ts',
  ],
  juice: ['src/mail/finish.ts'],
  jstat: ['src/evidence/intervals.ts', 'src/evidence/intervals.ts', 'src/figures/forest/weight.ts'],
  'markdown-it': ['src/notation/markdown.ts'],
  'markdown-it-container': ['src/notation/markdown.ts'],
  'markdown-it-footnote': ['src/notation/markdown.ts'],
  minisearch: ['src/site/search-shards.ts'],
  nodemailer: ['src/mail/finish.ts', 'src/send/'],
  'postal-mime': ['src/send/bounce.ts'],
  saxes: ['src/import/sales/inline-xbrl.ts'],
  'subset-font': ['src/typefaces/'],
  parse5: ['src/page/finished-tree.ts'],
  'pdfjs-dist': ['src/outputs/claim.ts', 'src/pdf/text.ts'],
  puppeteer: ['src/browser/'],
  'puppeteer-core': ['src/browser/'],
  templates: ['src/site/query.ts', 'src/site/search-document.ts'],
  yaml: ['src/content/parse.ts', 'src/import/tree.ts', 'src/import/accept.ts'],
  zod: [
    'src/shapes/',
    'src/model/',
    'src/figures/',
    'src/tables/',
    'src/archive/manifest.ts',
    'src/site/site.ts',
    'src/mail/letter.ts',
    'src/changes/data-file.ts',
    'src/page/evidence-files.ts',
    'src/outputs/manifest.ts',
    'src/content/json-schema.ts',
    'src/content/schema.ts',
    'src/content/trial.ts',
    'src/import/ctgov/study.ts',
    'src/site/template-model.ts',
    'src/page/models.ts',
    'src/page/mail-model.ts',
    'src/page/renderer.ts',
    'src/page/template-check.ts',
    'src/page/models.ts',
    'src/page/template-check.ts',
  ],
};

/** `puppeteer/lib/x` is of puppeteer; a file outside src/ stands for itself. */
function packageOf(target: string): string {
  if (target.startsWith('vendor/')) return `../${target}`;
  const parts = target.split('/');
  return parts.slice(0, target.startsWith('@') ? 2 : 1).join('/');
}

describe('packages are used where they belong', () => {
  const uses = modules.flatMap(({ file, imports }) =>
    imports
      .filter((one) => !ours(one) && !one.target.startsWith('node:'))
      .map(({ target }) => ({ file, name: packageOf(target) })),
  );

  test('each in its place', () => {
    const strays = uses.filter(({ file, name }) => !packages[name]?.some((place) => file.startsWith(place)));
    expect(strays).toEqual([]);
  });

  test('the table names no package that is not used', () => {
    const used = new Set(uses.map(({ name }) => name));
    expect(Object.keys(packages).filter((name) => !used.has(name))).toEqual([]);
  });
});

/** What reaches the world: disk, processes, connections, clock. */
const adapters = [
  'src/files/',
  'src/browser/',
  'src/import/network.ts',
  'src/archive/disk.ts',
  'src/archive/inside.ts',
  'src/archive/seal.ts',
  'src/send/dkim.ts',
  'src/send/list-store.ts',
  'src/send/outbox',
  'src/send/smtp',
  'src/send/suppression.ts',
  'src/site/disk.ts',
  'src/site/search-database.ts',
  'src/site/shelf.ts',
];

function isAdapter(file: string): boolean {
  return adapters.some((adapter) => file.startsWith(adapter));
}

/** Other files that look at the disk, and why. */
const readers: Record<string, string> = {
  'src/cli/doctor.ts': 'looks whether files can be read and written',
  'src/cli/sources.ts': 'looks whether a content folder is there, and which files are within it',
  'src/cli/verify.ts': 'looks whether a file or a folder was named',
  'src/content/files.ts': 'is where content comes in',
  'src/freshness.ts': 'compares what is on disk with what a build left',
  'src/outputs/tool.ts': 'hashes the tool itself',
  'src/site/design.ts': 'is where the templates, fonts and scripts of the archive come in',
  'src/page/templates.ts': 'is where templates come in',
  'src/root.ts': 'finds the folder of the tool',
  'src/typefaces/fallbacks.ts': 'is where fallback fonts come in',
  'src/typefaces/characters.ts': 'is where the lists of their characters come in',
};

const looking = /^(?:readFileSync|readdirSync|statSync|realpathSync|access|constants)$/;

describe('the world is reached in few places', () => {
  const disk = modules.flatMap(({ file, imports }) =>
    imports
      .filter(({ target, typeOnly }) => /^node:fs(?:\/|$)/.test(target) && !typeOnly)
      .map(({ names }) => ({ file, names })),
  );

  test('only adapters write to the disk', () => {
    const writers = disk.filter(({ file, names }) => {
      const onlyLooks = names.length > 0 && names.every((name) => looking.test(name));
      return !isAdapter(file) && !onlyLooks;
    });
    expect(writers).toEqual([]);
  });

  test('only a few files look at it', () => {
    const found = disk.map(({ file }) => file).filter((file) => !isAdapter(file));
    expect([...new Set(found)].sort()).toEqual(Object.keys(readers).sort());
  });

  test('no stage starts a process or opens a connection', () => {
    const reaching = /^node:(?:child_process|net|http|https|http2|tls|dgram|dns|cluster|worker_threads|vm)$/;
    const found = modules.filter(
      ({ file, imports }) => !isAdapter(file) && imports.some(({ target }) => reaching.test(target)),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  const processUsers: Record<string, RegExp> = {
    'src/cli.ts': /^process\.(?:cwd|env|stdout|stderr)$/,
    'src/cli/doctor.ts': /^process\.(?:version|versions|execPath)$/,
    'src/outputs/tool.ts': /^process\.version$/,
  };

  test('process is the business of cli.ts and the adapters, and its version of those who tell it', () => {
    const strays = modules.flatMap(({ file, code }) =>
      [...code.matchAll(/\bprocess\.(?!ts\b)\w+/g)]
        .map(([use]) => use)
        .filter((use) => !isAdapter(file) && !processUsers[file]?.test(use))
        .map((use) => `${file}: ${use}`),
    );
    expect(strays).toEqual([]);
  });

  const fleeting =
    /\bDate\.now\b|\bnew Date\b|\bDate\(|\bperformance\.|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bIntl\.|\.toLocale\w*|\.localeCompare\b|\bsetTimeout\b/g;
  const clocks: Record<string, string[]> = {
    'src/mail/finish.ts': ['new Date'],
    'src/cli.ts': ['performance.', 'Date.now', 'new Date'],
    'src/cli/commands.ts': ['new Date'],
    'src/import/ctgov/protocol.ts': ['new Date'],
    'src/import/network.ts': ['setTimeout'],
    'src/model/scalars.ts': ['new Date'],
    'src/notation/terms.ts': ['new Date'],
    'src/pdf/seal.ts': ['new Date'],
  };

  test('no stage knows the time, chance or the language of the machine', () => {
    const strays = modules.flatMap(({ file, code }) =>
      [...code.matchAll(fleeting)]
        .map(([use]) => use)
        .filter((use) => !isAdapter(file) && !clocks[file]?.includes(use))
        .map((use) => `${file}: ${use}`),
    );
    expect(strays).toEqual([]);
  });

  test('a date is always made from a text that was passed in', () => {
    const made = modules.flatMap(({ code }) =>
      [...code.matchAll(/new Date\(([^)]*)/g)].map(([, from]) => from),
    );
    expect(made.filter((from) => !from?.trim())).toEqual([]);
  });

  test('nothing changed is told without the schemas being loaded', () => {
    const early = reachedFrom('src/cli/build.ts');
    expect(
      [...early].filter((file) => /^src\/(?:model\/(?!slug)|check|evidence|figures|tables)/.test(file)),
    ).toEqual([]);
    expect(early).toContain('src/freshness.ts');
  });

  test('no module keeps anything that changes', () => {
    const changing = modules.filter(({ code }) => /^(?:export )?(?:let|var) /m.test(code));
    expect(changing.map(({ file }) => file)).toEqual([]);
  });
});

describe('form', () => {
  test('no default exports and no barrels', () => {
    const found = modules.filter(({ code }) =>
      /^export (?:default\b|\* from|\{[^}]*\bas default\b)/m.test(code),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
    expect(modules.filter(({ file }) => /(?:^|\/)index\.ts$/.test(file))).toEqual([]);
  });

  test('no file is named for nothing in particular', () => {
    const vague = /(?:^|-)(?:utils?|helpers?|managers?|common|misc|shared|base|core|service|lib)$/;
    const found = modules.filter(({ file }) => vague.test(path.basename(file, '.ts')));
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  test('names of files are lower case with hyphens', () => {
    const found = modules.filter(({ file }) => !/^[a-z]+(?:-[a-z]+)*\.ts$/.test(path.basename(file)));
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  test('imports within src/ are written with their ending', () => {
    const found = modules.flatMap(({ imports }) =>
      imports.filter((one) => ours(one) && !one.target.endsWith('.ts')),
    );
    expect(found).toEqual([]);
  });
});

describe('the reading of imports that these rules rest on', () => {
  test.each([
    ["import { a, type B } from './x.ts';", { target: 'src/x.ts', typeOnly: false, names: ['a'] }],
    ["import type { A } from '../y.ts';", { target: 'y.ts', typeOnly: true, names: ['A'] }],
    ["import { type A, type B } from './x.ts';", { target: 'src/x.ts', typeOnly: true, names: [] }],
    ["import {\n  a,\n  b,\n} from 'zod';", { target: 'zod', typeOnly: false, names: ['a', 'b'] }],
    ["import x, { type Y } from 'zod';", { target: 'zod', typeOnly: false, names: [] }],
    ["export { a } from './x.ts';", { target: 'src/x.ts', typeOnly: false, names: ['a'] }],
    ["  const { a } = await import('./x.ts');", { target: 'src/x.ts', typeOnly: false, names: [] }],
    ["import './x.ts';", { target: 'src/x.ts', typeOnly: false, names: [] }],
  ])('%s', (code, expected) => {
    const [found] = importsIn(code, 'src/z.ts');
    expect(found).toEqual(expected);
  });
});
