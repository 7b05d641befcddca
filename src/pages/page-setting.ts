import type { Assessment } from '../evidence/assess.ts';
import type { VerdictModel } from './display-model.ts';
import { piecesHtml } from './grid-model.ts';
import { createLedgerPlaces, type LedgerPlaces } from './ledger-places.ts';
import { type Html, html } from './markup.ts';
import { inlineHtml, type ProseSetting } from './prose-html.ts';
import { type VerdictSetting, verdictModel } from './verdict-model.ts';

/** How the parts of one page become markup. */
export interface PageSetting extends VerdictSetting {
  prose: ProseSetting;
  places: LedgerPlaces;
  /** The markup with its bound numbers remembered as places of their entries. */
  anchored(markup: Html, part: string): Html;
  /** What is said under `figure depth`, called `label` to screen readers. */
  verdictOn(where: string, label: string): VerdictModel | undefined;
}

/** `numbers` gives the number of `figure depth` and `table context`. */
export function createPageSetting(assessment: Assessment, numbers: ReadonlyMap<string, number>): PageSetting {
  const prose: ProseSetting = { ...assessment, blocks: new Map(), remarks: new Map() };
  const places = createLedgerPlaces();
  const setting: PageSetting = {
    prose,
    places,
    inline: (text) => html(inlineHtml(text, prose)),
    pieces: (pieces) => html(piecesHtml(pieces, assessment.entries)),
    linkTo: (where) => {
      const [kind = '', id = ''] = where.split(' ');
      const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}\u00a0${numbers.get(where)}`;
      return html(`<a href="#${kind}-${id}">${name}</a>`);
    },
    anchored: (markup, part) => html(places.anchor(markup.toString(), part)),
    verdictOn: (where, label) => {
      const part = assessment.appraisal.parts.find((one) => one.where === where);
      return part && verdictModel(part, label, setting);
    },
  };
  return setting;
}
