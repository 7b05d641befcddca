import type { Imprint } from '../archive/site/imprint.ts';
import { sitePaths } from '../archive/site/site-files.ts';
import type { ArchiveDesign } from '../pages/archive/design.ts';
import { cssString } from '../pages/style.ts';
import { shortHash } from './site-pages.ts';

/** The files that all pages share, and keys that change with them. */
export function siteAssets({ assets, rules }: ArchiveDesign, house: Imprint) {
  const style = `${rules}${houseRules(house)}\n`;
  const all = { ...assets, 'site.css': style };
  return {
    assets: new Map(Object.entries(all).map(([name, content]) => [sitePaths.asset(name), () => content])),
    keys: {
      fonts: shortHash(assets['fonts.css']),
      style: shortHash(style),
      script: shortHash(assets['site.js']),
    },
  };
}

/** The house's colour and paper, and its name at the foot of each printed page. */
function houseRules({ accent, paper, publication }: Imprint): string {
  return `:root{--accent:${accent}}@page{size:${paper};@bottom-left{content:${cssString(publication)}}@bottom-right{content:counter(page) " / " counter(pages)}}`;
}
