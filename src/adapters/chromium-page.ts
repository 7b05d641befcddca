import type { CDPSession, Page } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import { PageNotSelfContained, type RefusedRequest } from '../outputs/refusal.ts';
import type { PrintRequest } from '../ports.ts';
import { findForbidden, findForbiddenInSource } from './chromium-forbidden.ts';

const HOME = 'about:blank';

/** A browser page on which scripts do not run and every request is refused and kept. */
export interface SealedPage {
  page: Page;
  session: CDPSession;
  refused: RefusedRequest[];
}

/** Makes a blank page ready to print on. `page` must have no document of its own yet. */
export async function sealPage(page: Page): Promise<SealedPage> {
  // The first page of a browser may still be on its way to about:blank, and would drop our document.
  const [session] = await Promise.all([page.createCDPSession(), page.goto(HOME)]);
  const refused: RefusedRequest[] = [];
  session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    refused.push({ url: request.url, reason: `${resourceType.toLowerCase()} request` });
    const refusal = { requestId, errorReason: 'BlockedByClient' } as const;
    session.send('Fetch.failRequest', refusal).catch(() => {});
  });
  await Promise.all([
    page.setJavaScriptEnabled(false),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
  ]);
  return { page, session, refused };
}

/** Prints one document. Throws PageNotSelfContained; the page must not be used again after that. */
export async function printOn(sealed: SealedPage, request: PrintRequest): Promise<Uint8Array> {
  try {
    return await printChecked(sealed, request);
  } catch (error) {
    // A page that moves away takes its document from under our questions.
    insistOnSeal(sealed, []);
    throw error;
  }
}

async function printChecked(sealed: SealedPage, request: PrintRequest): Promise<Uint8Array> {
  const { page, session } = sealed;
  await page.setContent(request.html, { waitUntil: 'load' });
  const inDocument = await findForbidden(session);
  insistOnSeal(sealed, [...inDocument, ...findForbiddenInSource(request.html)]);
  const pdf = await page.pdf({
    format: request.paper,
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
  });
  insistOnSeal(sealed, []);
  return pdf;
}

function insistOnSeal({ page, refused }: SealedPage, forbidden: RefusedRequest[]): void {
  const moved = page.url() === HOME ? [] : [{ url: page.url(), reason: 'the page moved there' }];
  const all = [...forbidden, ...refused, ...moved];
  if (all.length > 0) throw new PageNotSelfContained(all);
}
