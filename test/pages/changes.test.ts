import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuildContext, type Composed, composeEdition, prepareBuild } from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import { loadContent } from '../../src/content/files.ts';
import type { Briefing } from '../../src/model/library.ts';
import { hashesOf } from '../../src/outputs/artifact.ts';
import { readBoundNumbers } from '../../src/page/bound-numbers.ts';
import { parseHtml } from '../../src/page/html-document.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import { correctedRelease, predecessorWith } from '../changes/corrected.ts';

const root = path.join(import.meta.dirname, '../..');

let context: BuildContext;
let briefing: Briefing;
let first: Composed;
let corrected: Composed;

beforeAll(async () => {
  const loaded = loadContent(path.join(root, 'content'), 'content');
  const checked = checkContent(loaded, loadTemplates(path.join(root, 'templates'), 'templates'), 'content');
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  const tool = { trialbrief: '0.1.0', node: 'v24', files: 'f' };
  context = prepareBuild(checked, { tool, hashes: hashesOf(loaded), profiles: {} });
  briefing = checked.library.briefings.find(({ slug }) => slug.startsWith('car-t')) as Briefing;
  first = await composeEdition(briefing, context);
  corrected = await composeEdition(briefing, context, correctedRelease(first.data.snapshot));
});

function sectionOf({ html }: Composed): string {
  return /<section class="changes"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
}

function wordsOf(html: string): string {
  return html
    .replace(/<sup[\s\S]*?<\/sup>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ');
}

describe('the section on what changed', () => {
  test('is not there in a first edition, nor is a notice', () => {
    expect(sectionOf(first)).toBe('');
    expect(first.html).not.toContain('class="correction"');
    expect(first.html).toMatch(/<p class="dates">.* · r1<\/p>/);
  });

  test('tells old and new, those that weigh most first', () => {
    const words = wordsOf(sectionOf(corrected));
    for (const told of ['95% CI 0.36–0.76', '95% CI 0.36–0.67', 'Median follow-up: 28.0', '64.5 months'])
      expect(words).toContain(told);
    expect(words.indexOf('AQUILA')).toBeLessThan(words.indexOf('MAIA'));
    expect(words).toContain('Not in that edition: CEPHEUS.');
  });

  test('is behind the text and before the end matter', () => {
    const { html } = corrected;
    const order = ['class="opinion"', 'id="changes"', 'id="differences"', 'id="ledger"', 'id="sources"'].map(
      (part) => html.indexOf(part),
    );
    expect(order.every((index) => index > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('has every number traced: what was, to an entry that says when and where it stood', () => {
    expect(corrected.obstacles).toEqual(first.obstacles);
    expect(corrected.counts.numbers).toBeGreaterThan(first.counts.numbers);
    const former = readBoundNumbers(parseHtml(sectionOf(corrected))).filter(({ id }) =>
      id.startsWith('was('),
    );
    expect(former.map(({ text }) => text)).toContain('28.0');
    for (const { id, entry } of former) {
      const row = corrected.assessment.evidence[(entry ?? 0) - 1];
      expect(row?.id).toBe(id);
      expect(row?.note).toMatch(/^formerly: so in the edition of 7 April 2026, r1/);
    }
  });

  test('names both sources: those that the library has among its own, the others in the ledger', () => {
    const { evidence, referenceNumbers } = corrected.assessment;
    const rowOf = (id: string) => evidence.find((row) => row.id === `was(${id})`);
    expect(rowOf('maia.follow-up.m64')?.sources).toEqual([{ id: 'maia-label' }]);
    expect(referenceNumbers.has('maia-label')).toBe(true);
    expect(rowOf('car-prism.orr')).toMatchObject({ sources: [], note: /from Abstract 87 of a meeting$/ });
  });

  test('is about the data that the first page shows, too: nothing of it moves the text’s own entries', () => {
    const ids = first.assessment.evidence.map(({ id }) => id);
    expect(corrected.assessment.evidence.slice(0, ids.length).map(({ id }) => id)).toEqual(ids);
    expect(corrected.data.snapshot).toEqual(first.data.snapshot);
  });

  test('says so when nothing changed', async () => {
    const same = await composeEdition(briefing, context, {
      revision: 1,
      predecessor: predecessorWith(first.data.snapshot),
    });
    expect(wordsOf(sectionOf(same))).toContain(
      'No data changes since A first look at 20 patients , 7 April 2026 , r1.',
    );
    expect(same.obstacles).toEqual(first.obstacles);
    expect(same.assessment.evidence).toEqual(first.assessment.evidence);
  });
});

describe('the notice of a correction', () => {
  test('stands at the head, with its kind, day and reason, and leads to what changed', () => {
    const notice = /<aside class="correction"[\s\S]*?<\/aside>/.exec(corrected.html)?.[0] ?? '';
    expect(wordsOf(notice)).toMatch(
      /Correction 2 May 2026 The interval of AQUILA was misread: 0\.36–0\.76 belongs/,
    );
    expect(notice).toContain('href="#changes"');
    expect(corrected.html.indexOf(notice)).toBeLessThan(corrected.html.indexOf('<h1'));
  });

  test('its reason may tell of numbers that are in no source, in figures and in words', async () => {
    const release = correctedRelease(first.data.snapshot);
    const reason = 'Off by one patient: 118 of 368, not 119; half of them had relapsed, twice none.';
    const told = await composeEdition(briefing, context, {
      ...release,
      ...(release.correction && { correction: { ...release.correction, reason } }),
    });
    expect(told.html).toContain(reason);
    const codes = told.obstacles.map(({ code }) => code);
    expect(codes.filter((code) => code === 'unsourced-number')).toEqual([]);
    expect(told.counts.waived).toBe(first.counts.waived);
  });

  test('every mark of the edition says r2', () => {
    const { html } = corrected;
    expect(html).toMatch(/<p class="dates"><time datetime="2026-04-21">21 April 2026<\/time> .* · r2<\/p>/);
    expect(html).toContain('Edition r2, made with trialbrief');
    expect(html).toContain(
      '<meta name="citation_technical_report_number" content="2026-04-21-car-t-moves-upstream/r2">',
    );
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}');
    expect(data).toMatchObject({
      version: 'r2',
      dateModified: '2026-05-02',
      correction: { '@type': 'CorrectionComment', name: 'correction', datePublished: '2026-05-02' },
    });
  });

  test('markup in a reason is text', async () => {
    const release = correctedRelease(first.data.snapshot);
    const reason = 'We wrote <b>5%</b> & meant "6%"';
    const { html } = await composeEdition(briefing, context, {
      ...release,
      ...(release.correction && { correction: { ...release.correction, reason } }),
    });
    expect(html).toContain('We wrote &#60;b&#62;5%&#60;/b&#62; &#38; meant');
  });
});
