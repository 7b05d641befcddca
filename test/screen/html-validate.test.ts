import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { composeTables } from '../gallery/tables-page.ts';
import { shippedPages } from './shipped-pages.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // A headline is as long as its author makes it; search engines cut it.
    'long-title': 'off',
  },
});

async function complaintsAbout(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}

describe('the shipped pages, and every kind of table', async () => {
  const tables = (await composeTables()).composed.html;
  test.each(Object.entries({ ...(await shippedPages()), tables }))('%s is valid HTML', async (_, html) => {
    expect(await complaintsAbout(html)).toEqual([]);
    expect(await complaintsAbout(html.replace('<main id="', '<main role="main" id="'))).toHaveLength(1);
  });
});
