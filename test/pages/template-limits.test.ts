import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRenderer } from '../../src/page/renderer.ts';
import { checkTemplates } from '../../src/page/template-check.ts';
import { loadTemplates, type Templates } from '../../src/page/templates.ts';

const shipped = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');

function withSources(texts: Record<string, string>): Templates {
  const sources = new Map(shipped.sources);
  for (const [name, text] of Object.entries(texts))
    sources.set(name, { path: `content/templates/${name}.hbs`, text });
  return { ...shipped, sources };
}

/** `code line:column message` of what is said of one partial. */
function saidOf(text: string, name = 'partials/sources'): string[] {
  return checkTemplates(withSources({ [name]: text }))
    .filter(({ code, place }) => code !== 'part-left-out' && place.file.startsWith('content/'))
    .map(({ code, place: { line, column }, message }) => `${code} ${line}:${column} ${message}`);
}

describe('names and arguments that no check sees through', () => {
  test.each([
    ['{{#each sources as |title|}}{{title}}{{/each}}', 'names for values (as |title|)'],
    ['{{#with metadata as |title|}}{{title}}{{/with}}', 'names for values (as |title|)'],
    ['{{#each sources as |a b|}}{{a}}{{/each}}', 'names for values (as |a b|)'],
    ['{{#if title}}{{else with metadata as |m|}}{{/if}}', 'names for values (as |m|)'],
    ['{{> ledger sources=zip}}', 'named arguments (sources=…)'],
    ['{{> ledger this sources=(lookup this "x")}}', 'named arguments (sources=…)'],
    ['{{#each sources limit=(log "x")}}{{title}}{{/each}}', 'named arguments (limit=…)'],
    ['{{#if (lookup sources 0)}}x{{/if}}', 'only a path'],
    ['{{#if (log title)}}x{{/if}}', 'only a path'],
    ['{{log title}}', 'no helper ‘log’'],
    ['{{lookup sources 0}}', 'no helper ‘lookup’'],
    ['{{#lookup sources 0}}{{/lookup}}', 'no block ‘lookup’'],
    ['{{> (lookup this "title")}}', 'no partial'],
    ['{{> ledger (lookup this "x")}}', 'only a path'],
    ['{{> ledger this sources}}', 'a partial takes one argument'],
    ['{{{{raw}}}}{{title}}{{{{/raw}}}}', 'no block ‘raw’'],
  ])('%s', (text, said) => {
    expect(saidOf(text).join('\n')).toContain(said);
  });
});

describe('nesting', () => {
  const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

  test.each([
    ['blocks', nested('{{#if title}}', '{{/if}}', 10_000), 'template-too-deep 1:521'],
    ['inverse blocks', nested('{{^if title}}', '{{/if}}', 3_000), 'template-too-deep 1:521'],
    ['chains', `{{#if title}}${'{{else if dek}}'.repeat(5_000)}{{/if}}`, 'template-too-deep 1:599'],
    ['brackets', `{{#if ${nested('(', ')', 5_000)}}}{{/if}}`, 'template-too-deep 1:'],
    ['much text', 'x'.repeat(200_001), 'template-too-large 1:1'],
  ])('of %s is refused before anything is parsed', (_, text, said) => {
    expect(saidOf(text).join('\n')).toContain(said);
  });

  test('that closes again is none, nor what stands in a comment', () => {
    expect(saidOf(`${'{{#if title}}x{{else if dek}}y{{/if}}'.repeat(500)}`)).toEqual([]);
    expect(saidOf(`{{!-- ${'{{#if title}}'.repeat(100)} --}}`)).toEqual([]);
    expect(saidOf(nested('{{#if title}}', '{{/if}}', 40))).toEqual([]);
  });

  test('of comments that are not closed is told at the first', () => {
    expect(saidOf(`x{{!-- a --}}${'{{!-- '.repeat(30_000)}`)).toEqual([
      'template-syntax 1:14 the template cannot be parsed: a comment is not closed',
    ]);
  });
});

describe('templates that fan out', () => {
  const names = ['masthead', 'opening', 'changes', 'sources', 'ledger', 'back-matter', 'limits', 'contents'];

  test('by partials within partials are refused unrendered', () => {
    const chain = names.map((name, index) => [
      `partials/${name}`,
      index + 1 < names.length ? `{{> ${names[index + 1]}}}`.repeat(30) : 'x',
    ]);
    const said = checkTemplates(withSources(Object.fromEntries(chain)));
    expect(said.map(({ code }) => code)).toContain('template-too-large');
  });

  const nestedLists = (depth: number) =>
    `x\n ${'{{#each @root.sources}}'.repeat(depth)}y${'{{/each}}'.repeat(depth)}`;
  const sources = Array.from({ length: 70 }, () => ({}));

  test('by lists within lists are given up, at the block', () => {
    const render = createRenderer(
      withSources({ 'partials/masthead': nestedLists(5), briefing: '{{> masthead}}' }),
    );
    expect(() => render.page({ sources } as never)).toThrow(
      /^error template-too-large content\/templates\/partials\/masthead\.hbs:2:\d+\n {2}the block makes more than 1000000 turns/,
    );
  });

  test('or by what they print', () => {
    const text = `{{#each sources}}{{#each @root.sources}}{{@root.title}}{{/each}}{{/each}}`;
    const render = createRenderer(withSources({ briefing: text }));
    expect(() => render.page({ sources, title: 'x'.repeat(20_000) } as never)).toThrow('64000000 characters');
    expect(render.page({ sources, title: 'x' } as never)).toHaveLength(4_900);
  });

  test('a list says which of its turns it is', () => {
    const render = createRenderer(
      withSources({
        briefing:
          '{{#each sources}}{{@index}}{{#if @first}}f{{/if}}{{#if @last}}l{{/if}}{{else}}none{{/each}}',
      }),
    );
    expect(render.page({ sources: [{}, {}, {}] } as never)).toBe('0f12l');
    expect(render.page({ sources: [] } as never)).toBe('none');
  });
});
