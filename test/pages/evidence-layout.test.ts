import { describe, expect, test } from 'vitest';
import { Desk, type Edit } from './proofed.ts';

const brief = 'content/briefings/2026-04-28-daratumumab-added-to-vrd.md';

/** Ids of the sections and exhibits of a page, and its headings, as they follow each other. */
function orderOf(html: string): string[] {
  const main = html.slice(html.indexOf('<main'));
  return [...main.matchAll(/<h[1-3][^>]*>(.*?)<\/h[1-3]>|<div class="(?:table|figure)" id="([^"]+)"/g)].map(
    ([, heading, id]) => (id ?? heading ?? '').replace(/<[^>]*>/g, ''),
  );
}

describe('an evidence brief', async () => {
  const { html, computed } = await new Desk([]).finished('added-to-vrd');

  test('leads with its question, what was found, the conclusions and the limits', () => {
    expect(html).toContain('<body class="briefing evidence-layout" id="evidence">');
    expect(orderOf(html)).toEqual([
      'Adding daratumumab to VRd deepens remission and delays progression in newly diagnosed myeloma',
      'Question',
      'table-perseus',
      'table-cepheus',
      'Conclusions',
      'Limits',
      'The trials',
      'table-design',
      'Depth of response',
      'figure-depth-perseus',
      'figure-depth-cepheus',
      'Harms',
      'What would change the conclusions',
      'What differs between the trials',
      'Evidence ledger',
      'Sources',
      'Limits, abbreviations, disclosures and method',
      'Abbreviations',
      'Disclosures',
      'Method',
    ]);
  });

  test('counts references and entries from its first table', () => {
    const first = html.slice(html.indexOf('id="table-perseus"'), html.indexOf('id="table-cepheus"'));
    expect(first.match(/href="#e(\d+)"/)?.[1]).toBe('1');
    expect(first).toContain('<a href="#entry-1">e1</a>');
    expect(html.match(/href="#source-(\d+)"/)?.[1]).toBe('1');
    expect([...computed.intervals.keys()].slice(0, 2)).toEqual(['perseus.mrd.d-vrd', 'perseus.mrd.vrd']);
  });

  test('tells how certain each result is, and letters each reason once', () => {
    const [perseus = '', cepheus = ''] = html
      .split('<div class="table" id="table-')
      .slice(1)
      .map((table) => table.replaceAll(/<[^>]*>/g, ' '));
    expect(perseus).toMatch(
      /Progression-free survival[\s\S]*Moderate\s*\(a\)\s[\s\S]*MRD negativity[\s\S]*Low\s*\(a,\s*b\)/,
    );
    expect(perseus.match(/laboratory outcome/g)).toHaveLength(1);
    expect(cepheus).toContain('printed without counts');
    expect(cepheus).toContain('Certainty: the author’s judgement');
  });
});

describe('a summary of findings', () => {
  const rated = (because: string): Edit[] => [
    [brief, 'read in a news report; of the publication only the abstract was opened.', because],
  ];

  test('is proofread in the reasons for its certainty', async () => {
    const found = await new Desk(rated('only 17 patients were counted')).unsourcedIn('added-to-vrd');
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('‘17’ in table cepheus, certainty');
  });

  test('binds the numbers of its reasons', async () => {
    const desk = new Desk(rated('followed for {{value "cepheus.follow-up"}} only'));
    const { html } = await desk.finished('added-to-vrd');
    expect(html).toMatch(/<b>a<\/b> <span>followed for <a class="finding[^"]*"[^>]*href="#e\d+"/);
    expect(await desk.unsourcedIn('added-to-vrd')).toEqual([]);
  });

  test('has no column for a certainty that nobody judged', async () => {
    const text = new Desk([]).files.find(({ path }) => path === brief)?.text ?? '';
    const [judged = ''] = / {4}certainty:\n(?: {6}.*\n)+/.exec(text) ?? [];
    const { html } = await new Desk([[brief, judged, '']]).finished('added-to-vrd');
    const first = html.slice(html.indexOf('id="table-perseus"'), html.indexOf('id="table-cepheus"'));
    expect(first).not.toMatch(/Certainty|not judged|class="reasons"/);
  });
});

test('a commentary with a question keeps its order', async () => {
  const { html } = await new Desk([[brief, 'layout: evidence', 'layout: commentary']]).finished(
    'added-to-vrd',
  );
  expect(orderOf(html).slice(1, 5)).toEqual(['Question', 'Bottom line', 'table-perseus', 'table-cepheus']);
  expect(orderOf(html)).toContain('Limits');
});
