import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictureDifference } from '../figures/picture-difference.ts';
import { drawTable, type Look, openLook, tableLooks } from '../gallery/table-picture.ts';
import { tableCases, tableId } from '../gallery/tables.ts';
import { composeTables } from '../gallery/tables-page.ts';
import { openScreen, type Screen } from './screen.ts';
import { asFiles } from './shipped-pages.ts';

const EXPECTED = path.join(import.meta.dirname, '../gallery/expected/tables');
/** Px that a word or a rule may move. */
const TOLERANCE = 0.6;

const looks = Object.keys(tableLooks) as Look[];

let screen: Screen;
let files: ReturnType<typeof asFiles>;
let pages: Record<Look, Page>;

beforeAll(async () => {
  const { composed } = await composeTables();
  files = asFiles({ tables: composed.html });
  screen = await openScreen();
  const address = files.addresses.tables ?? '';
  const opened = looks.map(async (look) => [look, await openLook(screen, address, look)] as const);
  pages = Object.fromEntries(await Promise.all(opened)) as Record<Look, Page>;
});

afterAll(async () => {
  await screen[Symbol.asyncDispose]();
  files[Symbol.dispose]();
});

function difference(picture: string, kind: string, look: Look): string | undefined {
  return pictureDifference(
    picture,
    readFileSync(path.join(EXPECTED, `${kind}-${look}.svg`), 'utf8'),
    TOLERANCE,
  );
}

const firsts = Object.keys(tableCases).flatMap((kind) => looks.map((look) => [kind, look] as const));

// Once a change was looked at in out/gallery/tables.html: npm run gallery -- --expect
describe('the first of each kind looks as it did when it was last looked at', () => {
  test.each(firsts)('%s, on %s', async (kind, look) => {
    expect(difference(await drawTable(pages[look], tableId(kind, 0)), kind, look)).toBeUndefined();
  });
});

describe('the comparison finds', () => {
  test.each([
    ['a rule that is gone', 'thead th { border-bottom: 0 }', 'cross-trial'],
    ['a rule that is new', 'td { border-left: 1px solid }', 'cross-trial'],
    ['a thicker rule', 'table { border-block-width: 3px }', 'summary'],
    ['a rule of another colour', 'tbody tr + tr > * { border-top-color: #a00 }', 'design'],
    ['a number of another colour', 'td.number { color: #a00 }', 'cross-trial'],
    ['a column that moved', 'td.number, th.number { padding-right: 1.2rem }', 'sales'],
    ['a column set to the other side', 'td.number { text-align: left }', 'cross-trial'],
    ['points that do not align', '.pad { display: none }', 'safety'],
    ['a lower line', '.sub { line-height: 2 }', 'cross-trial'],
    ['bolder words', 'tbody th { font-weight: 700 }', 'design'],
  ])('%s', async (_, css, kind) => {
    const style = await pages.paper.addStyleTag({ content: css.replaceAll(' }', ' !important }') });
    const picture = await drawTable(pages.paper, tableId(kind, 0));
    await style.evaluate((element) => (element as Element).remove());
    expect(difference(picture, kind, 'paper')).toMatch(/^line \d+: /);
  });
});
