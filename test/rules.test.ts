import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Import, importsIn, readModules, type SourceModule } from './sources.ts';

const modules = readModules();

/** The folder under src/, or the file itself where it stands alone. */
function unitOf(file: string): string {
  const [, first = ''] = file.split('/');
  return first.replace(/\.ts$/, '');
}

function ours({ target }: Import): boolean {
  return target.startsWith('src/');
}

const ground = ['diagnostics', 'suggest', 'ports', 'root', 'model', 'shapes', 'notation'];
const stages = [
  'content',
  'check',
  'evidence',
  'changes',
  'figures',
  'tables',
  'pages',
  'outputs',
  'archive',
  'mail',
  'typefaces',
];

/** What each unit may run code of. Types may come from anywhere below `build`, and from there for freshness. */
const mayCall: Record<string, string[]> = {
  diagnostics: [],
  suggest: [],
  ports: [],
  root: [],
  report: ['diagnostics'],
  model: ['diagnostics', 'shapes'],
  shapes: ['model', 'notation'],
  notation: ['model', 'shapes'],
  text: ['model', 'notation'],
  ...Object.fromEntries(stages.map((stage) => [stage, ground])),
  pages: [...ground, 'text'],
  build: [...ground, 'text', ...stages],
  freshness: [...ground, ...stages],
  adapters: ['ports', 'root'],
  commands: ['build', 'freshness', 'report', 'adapters', ...ground, ...stages],
  cli: ['commands', 'root'],
};

const exceptions: Record<string, string> = {
  'src/adapters/chromium-forbidden.ts → src/notation/css.ts':
    'styles are read by one tokenizer wherever they stand',
  'src/check/curve.ts → src/evidence/survival/curve.ts':
    'what event data say in numbers gets its addresses here',
  'src/adapters/chromium-page.ts → src/outputs/refusal.ts':
    'the browser throws the error that the outputs name',
  'src/adapters/archive-disk.ts → src/archive/layout.ts': 'a manifest that lies elsewhere is not taken in',
  'src/adapters/archive-disk.ts → src/archive/manifest.ts':
    'what anybody may have written is checked as it is read',
  'src/adapters/archive-disk.ts → src/archive/damaged.ts': 'the disk shows what is not as it was sealed',
  'src/adapters/archive-shelf.ts → src/archive/damaged.ts': 'the disk shows what is not as it was sealed',
  'src/adapters/inside.ts → src/archive/damaged.ts': 'the disk shows what is not as it was sealed',
  'src/content/load.ts → src/adapters/plain-file.ts': 'there is one way to read a file',
  'src/freshness.ts → src/adapters/plain-file.ts': 'there is one way to read a file',
};

const mayTakeTypesFrom: Record<string, string[]> = {
  ...mayCall,
  model: ['diagnostics', 'content', 'shapes'],
  text: [...ground, 'tables'],
  ...Object.fromEntries(stages.map((stage) => [stage, [...ground, 'text', ...stages]])),
  freshness: [...ground, ...stages, 'build'],
  adapters: ['ports', 'outputs', 'archive', 'model'],
};

function wanderings(allowed: Record<string, string[]>, concerns: (one: Import) => boolean): string[] {
  return modules.flatMap(({ file, imports }) =>
    imports
      .filter((one) => ours(one) && concerns(one))
      .filter(({ target }) => {
        const [from, to] = [unitOf(file), unitOf(target)];
        return from !== to && !allowed[from]?.includes(to);
      })
      .map(({ target }) => `${file} → ${target}`),
  );
}

describe('who may import whom', () => {
  test('every unit has its place in the line', () => {
    expect(modules.map(({ file }) => unitOf(file)).filter((unit) => !mayCall[unit])).toEqual([]);
  });

  test('code is called along the line only', () => {
    const found = wanderings(mayCall, ({ typeOnly }) => !typeOnly);
    expect(found.filter((one) => !exceptions[one])).toEqual([]);
  });

  test('no exception outlives its use', () => {
    const found = wanderings(mayCall, ({ typeOnly }) => !typeOnly);
    expect(Object.keys(exceptions).filter((one) => !found.includes(one))).toEqual([]);
  });

  test('types come from what is below', () => {
    expect(wanderings(mayTakeTypesFrom, ({ typeOnly }) => typeOnly)).toEqual([]);
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
  '../vendor/caniemail/support.json': ['src/pages/mail-support.ts'],
  '@csstools/css-tokenizer': ['src/notation/css.ts'],
  'chart.js': ['src/figures/'],
  'chartjs-node-canvas': ['src/figures/'],
  commander: ['src/cli.ts', 'src/cli/'],
  'csv-parse': ['src/mail/csv-rows.ts'],
  'fastest-levenshtein': ['src/suggest.ts'],
  handlebars: ['src/check/prose.ts', 'src/pages/'],
  htmlparser2: ['src/pages/html-document.ts', 'src/pages/logo.ts', 'src/pages/mail-features.ts'],
  juice: ['src/mail/inline.ts'],
  jstat: ['src/evidence/interval.ts', 'src/evidence/proportion-interval.ts', 'src/figures/forest/weight.ts'],
  'markdown-it': ['src/notation/markdown.ts'],
  'markdown-it-container': ['src/notation/markdown.ts'],
  'markdown-it-footnote': ['src/notation/markdown.ts'],
  minisearch: ['src/archive/site/search-shards.ts'],
  nodemailer: ['src/mail/compose.ts', 'src/adapters/'],
  'postal-mime': ['src/mail/bounce.ts'],
  'subset-font': ['src/typefaces/'],
  parse5: ['src/pages/finished-tree.ts'],
  'pdfjs-dist': ['src/outputs/claim.ts', 'src/outputs/pdf-text.ts'],
  puppeteer: ['src/adapters/'],
  'puppeteer-core': ['src/adapters/'],
  templates: ['src/archive/site/query.ts', 'src/archive/site/search-words.ts'],
  yaml: ['src/content/parse.ts'],
  zod: [
    'src/shapes/',
    'src/model/',
    'src/archive/manifest.ts',
    'src/build/site.ts',
    'src/mail/message.ts',
    'src/outputs/data-file.ts',
    'src/outputs/evidence-files.ts',
    'src/outputs/manifest.ts',
    'src/content/json-schema.ts',
    'src/check/schema.ts',
    'src/check/trial.ts',
    'src/pages/archive/models.ts',
    'src/pages/display-model.ts',
    'src/pages/mail-model.ts',
    'src/pages/markup.ts',
    'src/pages/model-schema.ts',
    'src/pages/page-model.ts',
    'src/pages/template-check.ts',
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

/** Files outside adapters/ that look at the disk, and why. */
const readers: Record<string, string> = {
  'src/commands/doctor.ts': 'looks whether files can be read and written',
  'src/commands/sources.ts': 'looks whether a content folder is there, and which files are within it',
  'src/commands/verify.ts': 'looks whether a file or a folder was named',
  'src/content/load.ts': 'is where content comes in',
  'src/freshness.ts': 'compares what is on disk with what a build left',
  'src/outputs/tool.ts': 'hashes the tool itself',
  'src/pages/archive/design.ts': 'is where the templates, fonts and scripts of the archive come in',
  'src/pages/templates.ts': 'is where templates come in',
  'src/root.ts': 'finds the folder of the tool',
  'src/typefaces/fallbacks.ts': 'is where fallback fonts come in',
  'src/typefaces/packages.ts': 'is where the lists of their characters come in',
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
      return !file.startsWith('src/adapters/') && !onlyLooks;
    });
    expect(writers).toEqual([]);
  });

  test('only a few files look at it', () => {
    const found = disk.map(({ file }) => file).filter((file) => !file.startsWith('src/adapters/'));
    expect([...new Set(found)].sort()).toEqual(Object.keys(readers).sort());
  });

  test('no stage starts a process or opens a connection', () => {
    const reaching = /^node:(?:child_process|net|http|https|http2|tls|dgram|dns|cluster|worker_threads|vm)$/;
    const found = modules.filter(
      ({ file, imports }) =>
        !file.startsWith('src/adapters/') && imports.some(({ target }) => reaching.test(target)),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  const processUsers: Record<string, RegExp> = {
    'src/cli.ts': /^process\.(?:cwd|env|stdout|stderr)$/,
    'src/commands/doctor.ts': /^process\.(?:version|versions|execPath)$/,
    'src/outputs/tool.ts': /^process\.version$/,
  };

  test('process is the business of cli.ts and the adapters, and its version of those who tell it', () => {
    const strays = modules.flatMap(({ file, code }) =>
      [...code.matchAll(/\bprocess\.\w+/g)]
        .map(([use]) => use)
        .filter((use) => !file.startsWith('src/adapters/') && !processUsers[file]?.test(use))
        .map((use) => `${file}: ${use}`),
    );
    expect(strays).toEqual([]);
  });

  const fleeting =
    /\bDate\.now\b|\bnew Date\b|\bDate\(|\bperformance\.|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bIntl\.|\.toLocale\w*|\.localeCompare\b|\bsetTimeout\b/g;
  const clocks: Record<string, string[]> = {
    'src/build/finish-mail.ts': ['new Date'],
    'src/cli.ts': ['performance.', 'Date.now', 'new Date'],
    'src/cli/archive-commands.ts': ['new Date'],
    'src/model/scalars.ts': ['new Date'],
    'src/notation/times.ts': ['new Date'],
    'src/outputs/pdf.ts': ['new Date'],
  };

  test('no stage knows the time, chance or the language of the machine', () => {
    const strays = modules.flatMap(({ file, code }) =>
      [...code.matchAll(fleeting)]
        .map(([use]) => use)
        .filter((use) => !file.startsWith('src/adapters/') && !clocks[file]?.includes(use))
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
    const early = reachedFrom('src/commands/build.ts');
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
