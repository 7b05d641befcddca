import type { ChangeReport, ChangeText } from '../changes/report.ts';
import type { Assessment } from '../evidence/assess.ts';
import { formerAddressOf } from '../model/library.ts';
import { writeDate } from '../notation/dates.ts';
import { rising } from '../text/evidence.ts';
import { bound } from '../text/from-prose.ts';
import { type Text, words } from '../text/run.ts';
import type { PageModel } from './models.ts';
import type { PageSetting } from './page-setting.ts';
import { html } from './renderer.ts';

type Numbers = Pick<Assessment, 'entries' | 'referenceNumbers'>;

/** The section on what changed; of a correction, since the revision before. */
export function changesModel(
  changes: ChangeReport,
  numbers: Numbers,
  setting: PageSetting,
  isCorrection: boolean,
): NonNullable<PageModel['changes']> {
  const { groups, ...told } = changesText(changes, numbers, isCorrection);
  return {
    ...told,
    groups: groups.map(({ name, lines }) => ({
      name,
      lines: lines.map(({ text, ...line }) => {
        const evidence = setting.evidence(text);
        const said = setting.html(text, 'changes');
        return {
          ...line,
          text: evidence ? html(`${said} <span class="evidence">${evidence}</span>`) : said,
        };
      }),
    })),
  };
}

/** The same as texts. */
export function changesText(
  { since, groups, joined }: ChangeReport,
  numbers: Numbers,
  isCorrection: boolean,
) {
  const sinceDateLabel = writeDate(since.date);
  return {
    heading: isCorrection ? 'What this revision changed' : `What changed since ${sinceDateLabel}`,
    since: since.title,
    sinceDate: since.date,
    sinceDateLabel,
    sinceEdition: `r${since.revision}`,
    none: groups.length === 0,
    groups: groups.map(({ name, lines }) => ({
      name,
      lines: lines.map(({ kind, label, parts }) => ({
        kind,
        label,
        text: parts.flatMap((part) => textOf(part, numbers)),
      })),
    })),
    joined: joined.map(({ name }) => name).join(', '),
  };
}

/** Sources that the bibliography no longer has are in the ledger only. */
function textOf(part: ChangeText, { entries, referenceNumbers }: Numbers): Text {
  switch (part.by) {
    case 'words':
      return words(part.text);
    case 'before':
      return [bound({ text: part.text, id: formerAddressOf(part.fact.id), how: 'former' }, entries)];
    case 'after':
      return [bound({ text: part.text, id: part.fact.id, how: 'value' }, entries)];
    case 'sources': {
      const known = part.fact.sources.flatMap(({ id }) => referenceNumbers.get(id) ?? []);
      return known.length > 0 ? sourcesInBrackets(known) : [];
    }
  }
}

/** ` [3, 7]`: here the sources are what is said, so they appear where they are said. */
function sourcesInBrackets(numbers: readonly number[]): Text {
  const links = rising(numbers).flatMap(
    (number, index): Text => [
      ...words(index > 0 ? ', ' : ''),
      { kind: 'link', href: `#source-${number}`, runs: words(String(number)) },
    ],
  );
  return [{ kind: 'sources', runs: [...words(' ['), ...links, ...words(']')] }];
}
