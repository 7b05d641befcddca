import { expect, test } from 'vitest';
import { readStatedEdition } from '../../src/outputs/claim.ts';

function claimOf(text: string) {
  return readStatedEdition(Buffer.from(text));
}

test.each([
  ['evidence.json', '{"schema":2,"edition":"2026-02-02-depth","revision":"r2"}', 'r2'],
  ['a sealed manifest.json', '{"schema":2,"id":"2026-02-02-depth","revision":2}', 'r2'],
  ['the manifest of a draft', '{"schema":1,"id":"2026-02-02-depth","edition":"r1"}', undefined],
])('%s says which edition it is of', async (_, text, revision) => {
  expect(await claimOf(text)).toEqual({ edition: '2026-02-02-depth', ...(revision && { revision }) });
});

test('a page says it in its structured data', async () => {
  const data = '{"name":"Depth","datePublished":"2026-02-02","version":"r2"}';
  const page = `<html><script type="application/ld+json">${data}</script></html>`;
  expect(await claimOf(page)).toEqual({ edition: '‘Depth’ of 2026-02-02', revision: 'r2' });
});

test.each([
  ['nothing', ''],
  ['a list', '[]'],
  ['no object', 'null'],
  ['broken JSON', '{'],
  ['a page of others', '<p>no page of ours</p>'],
  ['an object of others', '{"name":"Depth"}'],
  ['a broken PDF', '%PDF-1.7\nbroken'],
])('%s claims nothing', async (_, text) => {
  expect(await claimOf(text)).toBeUndefined();
});
