import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { openedPages, shippedPages } from './shipped-pages.ts';

const flagship = '2026-04-21-car-t-moves-upstream';
const flash = '2026-04-14-aquila-delays-myeloma';

const shown = openedPages(shippedPages);

function open(name: string, look = {}): Promise<Page> {
  return shown.open(name, { width: 1440, ...look });
}

/** What has the focus: `a#n1-1`. */
function focused(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      `${document.activeElement?.localName}${document.activeElement?.id && `#${document.activeElement.id}`}`,
  );
}

/** Presses Tab until a bound number has the focus, and gives its id and where it leads. */
async function tabToNumber(page: Page): Promise<{ id: string; href: string }> {
  for (let times = 0; times < 10; times += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const one = document.activeElement;
      return one?.matches('a.finding') ? { id: one.id, href: one.getAttribute('href') ?? '' } : undefined;
    });
    if (found) return found;
  }
  throw new Error('no number had the focus');
}

function isOpen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('#entry')?.matches(':popover-open') ?? false);
}

/** Text of the panel's parts, and of the entry and sources that it shows. */
function panelAndEntry(page: Page, href: string) {
  return page.evaluate((address) => {
    const textOf = (element: Element | null | undefined) =>
      (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const [panel, entry] = [document.querySelector('#entry'), document.querySelector(address)];
    const sources = [...(entry?.querySelectorAll('.from a') ?? [])].map((link) =>
      textOf(document.querySelector(link.getAttribute('href') ?? '')?.querySelector('cite')),
    );
    return {
      panel: {
        value: textOf(panel?.querySelector('dd.value')),
        labels: [...(panel?.querySelectorAll('dt') ?? [])].map(textOf),
        text: textOf(panel),
        sources: [...(panel?.querySelectorAll('li a') ?? [])].map(textOf),
        links: [...(panel?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href')),
      },
      entry: {
        value: textOf(entry?.querySelector('.value')),
        meaning: textOf(entry?.querySelector('.meaning')),
        sources,
      },
    };
  }, href);
}

describe.each([flagship, flash])('a bound number of %s', (name) => {
  test('shows its evidence by keyboard, and takes the focus back', async () => {
    const page = await open(name);
    const { id, href } = await tabToNumber(page);
    expect(await isOpen(page)).toBe(false);
    await page.keyboard.press('Enter');
    expect(await isOpen(page)).toBe(true);
    expect(await focused(page)).toBe('div#entry');
    await page.keyboard.press('Escape');
    expect(await isOpen(page)).toBe(false);
    expect(await focused(page)).toBe(`a#${id}`);
    expect(page.url()).not.toContain(href);
    await page.close();
  });

  test('is shown as a dialog with a name, its value, its meaning and its sources', async () => {
    const page = await open(name);
    const { href } = await tabToNumber(page);
    await page.keyboard.press('Enter');
    expect(await page.$(`aria/Evidence, entry ${href.slice(2)}[role="dialog"]`)).not.toBeNull();
    const { panel, entry } = await panelAndEntry(page, href);
    expect(entry.value).not.toBe('');
    expect(entry.meaning).not.toBe('');
    expect(panel.value).toBe(entry.value);
    expect(panel.text).toContain(entry.meaning);
    expect(panel.labels).toEqual(expect.arrayContaining(['Value', 'What it is', 'How obtained', 'Source']));
    expect(panel.sources).toEqual(entry.sources);
    expect(panel.sources.length).toBeGreaterThan(0);
    expect(panel.links.at(-1)).toBe(href);
    await page.close();
  });

  test('has a link in its panel that leads to the ledger', async () => {
    const page = await open(name);
    const { href } = await tabToNumber(page);
    await page.keyboard.press('Enter');
    await page.focus(`#entry a[href="${href}"]`);
    await page.keyboard.press('Enter');
    expect(await isOpen(page)).toBe(false);
    expect(new URL(page.url()).hash).toBe(href);
    const top = await page.$eval(href, (entry) => entry.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(900);
    await page.close();
  });

  test('is a link to its entry where scripts do not run', async () => {
    const page = await open(name, { javaScript: false });
    expect(await page.$('#entry')).toBeNull();
    const href = await page.$eval('.prose a.finding', (link) => link.getAttribute('href') ?? '');
    await page.focus('.prose a.finding');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toBe(href);
    await page.close();
  });

  test('is left to the browser when a key is held that opens links elsewhere', async () => {
    const page = await open(name);
    const prevented = (init: MouseEventInit) =>
      page.$eval(
        '.prose a.finding',
        (link, given) => {
          const click = new MouseEvent('click', { bubbles: true, cancelable: true, ...given });
          link.dispatchEvent(click);
          const was = click.defaultPrevented;
          document.querySelector<HTMLElement>('#entry')?.hidePopover();
          return was;
        },
        init,
      );
    expect(await prevented({})).toBe(true);
    for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey']) {
      expect(await prevented({ [key]: true }), key).toBe(false);
    }
    await page.close();
  });

  test('has no panel on paper', async () => {
    const page = await open(name);
    await tabToNumber(page);
    await page.keyboard.press('Enter');
    await page.emulateMediaType('print');
    expect(await page.$eval('#entry', (panel) => getComputedStyle(panel).display)).toBe('none');
    await page.close();
  });
});

describe('the panel', () => {
  test.each([
    [390, 740],
    [390, 300],
    [820, 600],
    [1440, 320],
  ])('stays inside a window of %i × %i px with every number, and off that number', async (width, height) => {
    const page = await open(flagship, { width, height });
    const outside = await page.evaluate(() => {
      const found: string[] = [];
      const { clientWidth, clientHeight } = document.documentElement;
      for (const number of document.querySelectorAll<HTMLElement>('a.finding')) {
        if (!number.checkVisibility()) continue;
        number.scrollIntoView({ block: 'center', inline: 'nearest' });
        number.click();
        const box = document.querySelector('#entry')?.getBoundingClientRect();
        const own = number.getBoundingClientRect();
        const isInside =
          box &&
          box.width > 200 &&
          box.height > 80 &&
          box.left >= 0 &&
          box.top >= 0 &&
          box.right <= clientWidth &&
          box.bottom <= clientHeight;
        const covers = box && clientHeight > 500 && own.top < box.bottom - 1 && own.bottom > box.top + 1;
        if (!isInside || covers) found.push(`${number.id} ${JSON.stringify(box)} ${JSON.stringify(own)}`);
        document.querySelector<HTMLElement>('#entry')?.hidePopover();
      }
      return found;
    });
    expect(outside).toEqual([]);
    await page.close();
  });

  test('makes no page wider than its window', async () => {
    const page = await open(flagship, { width: 390 });
    await tabToNumber(page);
    await page.keyboard.press('Enter');
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBe(clientWidth);
    await page.close();
  });

  test('closes by its button, and when another number is pressed shows that one', async () => {
    const page = await open(flagship);
    await tabToNumber(page);
    await page.keyboard.press('Enter');
    await page.focus('#entry button');
    await page.keyboard.press('Enter');
    expect(await isOpen(page)).toBe(false);
    const links = await page.$$('.prose p a.finding');
    for (const link of links.slice(0, 2)) {
      await link.evaluate((element) => (element as HTMLElement).click());
      const href = await link.evaluate((element) => element.getAttribute('href'));
      expect(await isOpen(page)).toBe(true);
      expect((await panelAndEntry(page, href ?? '')).panel.links.at(-1)).toBe(href);
    }
    await page.close();
  });
});
