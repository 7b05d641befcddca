import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { composeEdition, prepareBuild } from '../../src/build.ts';
import { referenceWriter } from '../../src/page/citations.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import { briefingNamed, libraryWith } from '../base-library.ts';

/** Closes an attribute, opens elements, and would be expanded if data were a template or Markdown. */
const DATA = `<img src=x onerror=alert(1)>" onload="x" '</title></style><script>1</script> {{7*7}} {{> secret}} {{{raw}}} **b** [l](javascript:x)`;
const quoted = `'${DATA.replaceAll("'", "''")}'`;
/** The same where an author writes Markdown and expressions; unescaped HTML is refused. */
const PROSE =
  '\\<img src=x onerror=alert(1)>" onload="x" \\</title>\\</style>\\<script>1\\</script> \\{{7*7}}';

const FILES = {
  'house.yaml': `publication: ${quoted}
locale: en-GB
paper: A4
accent: '#0b5d75'
authors: { ada: { name: ${quoted} } }
disclosures: { positions: ${quoted}, compensation: x, relationships: x, review: x, advice: x, medical: ${quoted} }
method: ${quoted}
abbreviations: { ORR: ${quoted} }
`,
  'sources.yaml':
    `alpha-2025: { title: ${quoted}, publisher: ${quoted}, type: paper, access: full text, note: ${quoted} }
beta-2025: { title: ${quoted}, publisher: P, type: news, access: excerpt, url: 'https://example.org/?a="b"&c=%3Cd%3E' }
`.replace('?a="b"', '?a=b'),
  'endpoints.yaml': `orr: { label: ${quoted}, abbreviation: ${quoted}, family: response, higherIsBetter: true, definition: x }
`,
  'trials/beta.yaml': `name: ${quoted}
registry: NCT00000002
phase: 2
design: single-arm
disease: ${quoted}
setting: ${quoted}
lines: [2]
arms: { zor: { label: ${quoted}, regimen: ${quoted}, role: experimental, treated: 20, source: beta-2025 } }
findings:
  orr: { endpoint: orr, arm: zor, proportion: { events: 19, of: 20 }, source: { id: beta-2025, locator: ${quoted} }, note: ${quoted} }
safety: not extracted
`,
  'briefings/2026-01-15-base.md': `---
title: '${PROSE}'
dek: '${PROSE}'
date: 2026-01-15
dataAsOf: 2026-01-10
authors: [ada]
series: ${quoted}
keywords: [${quoted}]
keyFigures: [beta.orr, zorvex.2025-Q1]
bottomLine: ['${PROSE}']
figures:
  responses: { kind: proportions, title: '${PROSE}', subtitle: '${PROSE}', alt: '${PROSE}', note: '${PROSE}', findings: [alpha.orr.zor, beta.orr] }
  sold: { kind: sales, title: '${PROSE}', product: zorvex }
tables:
  grid: { kind: cross-trial, title: '${PROSE}', note: '${PROSE}', arms: [beta.zor], endpoints: [orr] }
  rows: { kind: summary, title: '${PROSE}', trial: beta, endpoints: [orr] }
---

## ${PROSE}

${PROSE} {{value "beta.orr" show="full"}} {{cite "alpha-2025"}} {{plain "${DATA.replaceAll('"', '')}" reason="a test"}}

{{figure "responses"}}

{{figure "sold"}}

{{table "grid"}}

{{table "rows"}}
`,
};

let page = '';

/** A page with the content of its style taken out. */
function withoutStyle(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, '<style></style>');
}

function attributesIn(html: string): string[] {
  return [
    ...html.matchAll(/<[a-zA-Z][\w:-]*((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g),
  ]
    .flatMap(([, attributes = '']) => [
      ...attributes.matchAll(/([\w:-]+)\s*(?:=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g),
    ])
    .map(([, name = '']) => name.toLowerCase());
}

beforeAll(async () => {
  const templates = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');
  const library = libraryWith(FILES);
  const place = { file: 'house.yaml', line: 1, column: 1 };
  const checked = {
    library,
    templates,
    warnings: [],
    cite: referenceWriter(),
    audits: new Map(),
    disclosures: place,
    mailPlace: place,
    files: [],
    originOf: () => undefined,
  };
  const context = prepareBuild(checked, {
    tool: { trialbrief: '0', node: 'v24', files: 'f' },
    hashes: new Map(),
    profiles: {},
  });
  page = (await composeEdition(briefingNamed(library, '2026-01-15-base'), context)).html;
});

/** The publication's initial, the only link that a page's head has. */
function withoutIcon(): string {
  const icon = /<link rel="icon" href="data:image\/svg\+xml,[^"]*">/;
  expect(page).toMatch(icon);
  return page.replace(icon, '');
}

describe('data and prose that would like to be markup', () => {
  test('make no elements', () => {
    const page = withoutIcon();
    expect(page.match(/<script\b[^>]*>/gi)).toEqual(['<script type="application/ld+json">', '<script>']);
    expect(page).not.toMatch(/<(?:img|iframe|object|embed|link|base|form|foreignObject)\b/i);
    expect(page.match(/<\/title>/g)?.length).toBe(1 + (page.match(/<svg[^>]*>\s*<title/g)?.length ?? 0));
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  test('make no attributes', () => {
    expect(attributesIn(withoutStyle(page)).filter((name) => name.startsWith('on'))).toEqual([]);
  });

  test('leave every tag well formed', () => {
    const tags = withoutStyle(page).match(/<[^>]*>/g) ?? [];
    const form = /^<(?:!DOCTYPE html|!--.*--|\/?[a-zA-Z][\w:-]*(?:\s+[\w:-]+(?:="[^"]*")?)*\s*\/?)>$/;
    expect(tags.filter((tag) => !form.test(tag))).toEqual([]);
    expect(tags.length).toBeGreaterThan(100);
  });

  test('print their braces as braces: nothing is expanded twice', () => {
    expect(page.match(/\{\{7\*7\}\}/g)?.length).toBeGreaterThan(15);
    expect(page).toContain('{{&gt; secret}}');
  });

  test('read back from the structured data as they were written', () => {
    const [, data = ''] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(page) ?? [];
    const report = JSON.parse(data);
    expect(report.author).toEqual([{ '@type': 'Person', name: DATA }]);
    expect(report).toMatchObject({ genre: DATA, keywords: [DATA], publisher: { name: DATA } });
    expect(report.name).toBe(PROSE.replaceAll('\\', '').replace('"x"', '“x”'));
    expect(report.citation.map(({ name }: { name: string }) => name)).toContain(DATA);
  });

  test('make no links', () => {
    const page = withoutIcon();
    expect(page).not.toMatch(/href="(?!#|https:|mailto:|briefing\.pdf"|\.\.\/index\.html")/);
    expect(page).not.toContain('<strong>b</strong>');
  });

  test('call for nothing outside the page', () => {
    expect(page.replace(/\shref="[^"]*"/g, '')).not.toMatch(/\b(?:src|srcset|data|action|poster)="(?!data:)/);
    expect(page).not.toMatch(/url\((?!data:|#)/);
    expect(page).not.toMatch(/@import/);
  });
});
