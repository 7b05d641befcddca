import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { galleryPages, shippedPages } from './shipped-pages.ts';

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

describe('the shipped pages', async () => {
  test.each(Object.entries(await shippedPages()))('%s is valid HTML', async (_, html) => {
    expect(await complaintsAbout(html)).toEqual([]);
    expect(await complaintsAbout(html.replace('<main id="', '<main role="main" id="'))).toHaveLength(1);
  });
});

describe('the gallery', async () => {
  test.each(Object.entries(await galleryPages()))('the %s is valid HTML', async (_, html) => {
    expect(await complaintsAbout(html)).toEqual([]);
  });
});
