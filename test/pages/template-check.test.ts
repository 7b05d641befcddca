import path from 'node:path';
import { expect, test } from 'vitest';
import { checkTemplates } from '../../src/page/template-check.ts';
import { loadTemplates, type Templates } from '../../src/page/templates.ts';

const shipped = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');

function withPartial(name: string, text: string): Templates {
  const file = { path: `templates/partials/${name}.hbs`, text };
  return { ...shipped, sources: new Map(shipped.sources).set(`partials/${name}`, file) };
}

test('the shipped templates name nothing that the page lacks', () => {
  expect(checkTemplates(shipped)).toEqual([]);
});

test('a partial is checked with the model that it is given', () => {
  const codes = checkTemplates(withPartial('grid', '{{#each rows}}{{colums}}{{/each}}')).map(
    ({ code }) => code,
  );
  expect(codes).toContain('unknown-path');
  expect(
    checkTemplates(withPartial('grid', '{{#each rows}}{{#each cells}}{{content}}{{/each}}{{/each}}')),
  ).toEqual([]);
});

test('a partial that includes itself is refused, not followed for ever', () => {
  expect(checkTemplates(withPartial('masthead', '{{> masthead}}'))).not.toEqual([]);
});
