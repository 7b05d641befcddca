import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '../../src/ports.ts';
import type { Screen } from '../screen/screen.ts';
import { type Blocking, readBlocking } from './blocking.ts';
import { type PdfBytes, readBytes } from './pdf-bytes.ts';
import { axeViolations, type Message, type Numbers, phoneScreens, readMessage } from './screens.ts';
import { readSheets, type Sheets } from './sheets.ts';

/** Everything that the targets are about, of one edition. */
export interface Measured {
  a4: Sheets;
  letter: Sheets;
  message: Message;
  numbers: Numbers;
  blocking: Blocking;
  screens: number;
  axe: string[];
  pdf: PdfBytes;
}

export interface Tools {
  browser: Browser;
  screen: Screen;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Measures the files of an edition in its folder, which are set for A4. */
export async function measureEdition(folder: string, { browser, screen }: Tools): Promise<Measured> {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const pdf = readFileSync(path.join(folder, 'briefing.pdf'));
  const address = pathToFileURL(path.join(folder, 'index.html')).href;
  const onLetter = { html: html.replace('size:A4', 'size:Letter'), paper: 'Letter' } as const;
  const a4 = await readSheets(pdf);
  const { numbers, ...message } = await readMessage(screen, address);
  return {
    a4,
    letter: await readSheets(await browser.print(onLetter)),
    message,
    numbers,
    blocking: readBlocking(folder, a4),
    screens: await phoneScreens(screen, address),
    axe: await axeViolations(screen, address, axe),
    pdf: await readBytes(pdf),
  };
}

export interface Target {
  label: string;
  /** What is asked for: at most this, or at least. */
  goal: { most: number } | { least: number };
  measure(measured: Measured): number;
  /** What there is to see when it is missed. */
  detail?(measured: Measured): readonly string[];
}

const share = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;

export const targets = {
  raised: {
    label: 'raised signs in prose',
    goal: { most: 0 },
    measure: ({ message }) => message.raised.length,
    detail: ({ message }) => message.raised,
  },
  smallest: {
    label: 'smallest print, pt',
    goal: { least: 7.8 },
    measure: ({ a4, letter }) => Math.min(a4.smallest, letter.smallest),
  },
  sizes: {
    label: 'sizes of type',
    goal: { most: 6 },
    measure: ({ a4 }) => a4.sizes.length,
    detail: ({ a4 }) => a4.sizes.map((size) => `${size} pt`),
  },
  pages: { label: 'pages, A4', goal: { most: 4 }, measure: ({ a4 }) => a4.count },
  pagesOnLetter: { label: 'pages, Letter', goal: { most: 4 }, measure: ({ letter }) => letter.count },
  commentary: { label: '… of commentary, A4', goal: { most: 2 }, measure: ({ a4 }) => a4.commentary },
  commentaryOnLetter: {
    label: '… of commentary, Letter',
    goal: { most: 2 },
    measure: ({ letter }) => letter.commentary,
  },
  apparatus: {
    label: 'apparatus in the message’s pages, % of area',
    goal: { most: 25 },
    measure: ({ message: { area }, a4 }) => {
      const apparatus = area.apparatus + a4.running * (4 / 3) ** 2;
      return share(apparatus, apparatus + area.message);
    },
  },
  caveats: {
    label: 'caveats before the appendix, % of the message’s words',
    goal: { most: 12 },
    measure: ({ message: { words } }) => share(words.caveats, words.message),
    detail: ({ message: { words } }) => [`${words.caveats} words for ${words.message}`],
  },
  screens: {
    label: 'screens of a phone, end matter closed',
    goal: { most: 7 },
    measure: ({ screens }) => Math.round(screens * 10) / 10,
  },
  firstContrast: {
    label: 'page of the first ≠',
    goal: { most: 1 },
    measure: ({ a4 }) => a4.firstContrast ?? 0,
  },
  pdf: {
    label: 'PDF, KB',
    goal: { most: 140 },
    measure: ({ pdf }) => Math.round(pdf.total / 100) / 10,
    detail: ({ pdf: { total: _, ...parts } }) =>
      Object.entries(parts).map(([part, bytes]) => `${part} ${(bytes / 1000).toFixed(1)}`),
  },
  axe: {
    label: 'violations of rules of axe',
    goal: { most: 0 },
    measure: ({ axe }) => axe.length,
    detail: ({ axe }) => axe,
  },
  numbers: {
    label: 'numbers that lead to no entry of the ledger',
    goal: { most: 0 },
    measure: ({ numbers }) => numbers.astray.length,
    detail: ({ numbers }) => [`of ${numbers.count}`, ...numbers.astray],
  },
  blocking: {
    label: 'blocking differences not named beside their exhibit',
    goal: { most: 0 },
    measure: ({ blocking }) => blocking.unnamed.length,
    detail: ({ blocking }) => [`of ${blocking.count}`, ...blocking.unnamed],
  },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

/** What editions measured when their targets were last set, where that is not yet the goal: it gets no worse. */
export const ceilings: Readonly<Record<string, Partial<Record<TargetName, number>>>> = {
  '2026-04-21-car-t-moves-upstream': { pagesOnLetter: 5, commentaryOnLetter: 3 },
  '2026-04-28-daratumumab-added-to-vrd': {
    pages: 5,
    pagesOnLetter: 5,
    commentary: 3,
    commentaryOnLetter: 4,
    firstContrast: 2,
  },
};

export function isMet(value: number, goal: Target['goal']): boolean {
  return 'most' in goal ? value <= goal.most : value >= goal.least;
}
