import { luminanceOf } from '../notation/colour.ts';
import { escapeHtml } from '../notation/written.ts';
import type { Html } from './markup.ts';

interface Named {
  publication: string;
  /** `#0b5d75`. */
  accent: string;
}

/**
 * The icon of a publication for tabs and bookmarks, as a data URI of an SVG: its logo where that is square, else its
 * initial on the accent.
 */
export function iconOf(house: Named, logo?: Html): string {
  const square = logo && squareOf(logo.toString(), house.accent);
  return `data:image/svg+xml,${encodeURIComponent(square ?? initialOf(house))}`;
}

const opening = '<svg xmlns="http://www.w3.org/2000/svg"';

/** A logo whose sides differ by no more than this share of the longer one fills a tab. */
const nearlySquare = 0.05;

/** `color` is what the logo takes from the text around it on a page. */
function squareOf(logo: string, accent: string): string | undefined {
  const [, width = 0, height = 0] =
    /^<svg\b[^>]*\bviewBox="[\s,]*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"/
      .exec(logo)
      ?.map(Number) ?? [];
  const longer = Math.max(width, height);
  if (longer === 0 || Math.abs(width - height) > nearlySquare * longer) return undefined;
  return logo.replace('<svg', `${opening} color="${accent}"`);
}

function initialOf({ publication, accent }: Named): string {
  const [first = ''] = /[\p{L}\p{N}]\p{M}*/u.exec(publication.normalize('NFC')) ?? [];
  const letter = first.toUpperCase();
  const ink = luminanceOf(accent) > 0.4 ? '#16181d' : '#fff';
  return (
    `${opening} viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="${accent}"/>` +
    `<text x="16" y="23.5" text-anchor="middle" font-family="Source Serif 4,Georgia,serif" font-size="22" font-weight="600" fill="${ink}">${escapeHtml(letter)}</text></svg>`
  );
}
