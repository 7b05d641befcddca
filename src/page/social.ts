import type { Assessment } from '../evidence/assess.ts';
import type { SocialNumber, SocialSpec } from '../figures/social.ts';
import { type House, seriesOf } from '../model/house.ts';
import type { Briefing, Datum } from '../model/library.ts';
import { writeDate } from '../notation/dates.ts';
import { sourceNames } from '../notation/terms.ts';
import type { Block, Result } from '../text/block.ts';
import { gradeMarks } from '../text/evidence.ts';
import { blocksOf } from '../text/from-prose.ts';
import { charactersOf, runsIn, type Text } from '../text/run.ts';
import { unlikeModel } from './caveats.ts';
import { keyNumberOf } from './key-figure.ts';
import { createPageSetting } from './page-setting.ts';

interface Sharing {
  house: House;
  briefing: Briefing;
  assessment: Assessment;
  /** In characters. */
  title: string;
  names?: RegExp | undefined;
  /** Findings and sales by address. */
  data: ReadonlyMap<string, Datum>;
}

/** Content of the picture shown where an edition is shared: its title, its first number, and what forbids a comparison. */
export function socialOf(sharing: Sharing): Omit<SocialSpec, 'serif'> {
  const { house, briefing, assessment, title } = sharing;
  const number = numberOf(sharing);
  const unlike = unlikeModel(assessment, 'opening');
  return {
    title,
    publication: house.publication,
    series: seriesOf(briefing, house),
    date: writeDate(briefing.date),
    ...(house.site !== undefined && { site: hostAndPath(house.site) }),
    ...(number && { number }),
    ...(unlike?.lead !== undefined && { unlike: `${unlike.lead} ${unlike.named}`.trim() }),
  };
}

/** All that the picture says, for those who do not see it. */
export function socialAlt({ title, number, unlike }: SocialSpec): string {
  const said =
    number && `${number.numeral}: ${[number.label, number.detail, number.source].filter(Boolean).join('; ')}`;
  return [title, said, unlike]
    .flatMap((part) => (part ? [/[.!?…]$/.test(part) ? part : `${part}.`] : []))
    .join(' ');
}

function hostAndPath(site: string): string {
  const { host, pathname } = new URL(site);
  return `${host}${pathname}`.replace(/\/$/, '');
}

interface Shown {
  numeral: Text;
  unit?: string;
  label: Text;
  detail: Text;
}

/** The first key figure, else the first result of a list that is a number. */
function numberOf(sharing: Sharing): SocialNumber | undefined {
  const { briefing, assessment, names } = sharing;
  const { text } = createPageSetting(assessment, names);
  const [figure] = briefing.keyFigures;
  if (figure) return describe(keyNumberOf(figure, assessment, text), sharing);
  const row = resultsIn(blocksOf(briefing.body, text)).find(({ numeral }) => entryIn(numeral) !== undefined);
  return row && describe({ numeral: row.numeral, label: row.what, detail: row.detail }, sharing);
}

function resultsIn(blocks: readonly Block[]): Result[] {
  return blocks.flatMap((block): readonly Result[] => {
    if (block.kind === 'results') return block.rows;
    return 'blocks' in block ? resultsIn(block.blocks) : [];
  });
}

function entryIn(text: Text): number | undefined {
  const run = [...runsIn(text)].find((one) => one.kind === 'number' && one.how !== 'former');
  return run?.kind === 'number' ? run.entry : undefined;
}

function describe(
  { numeral, unit = '', label, detail }: Shown,
  { assessment, title, data }: Sharing,
): SocialNumber | undefined {
  const row = assessment.evidence[(entryIn(numeral) ?? 0) - 1];
  if (row?.grade === undefined) return undefined;
  const datum = data.get(row.id);
  const about = datum && (datum.kind === 'sale' ? datum.product.name : datum.trial.name);
  const own = { label: charactersOf(label).trim(), detail: charactersOf(detail).trim() };
  const isNamed = about === undefined || [title, own.label, own.detail].some((text) => text.includes(about));
  const sources = new Set(row.sources.map(({ id }) => id));
  const read = sourceNames(assessment.sources.filter(({ id }) => sources.has(id)));
  return {
    numeral: [charactersOf(numeral).trim(), unit].filter(Boolean).join(' '),
    label: own.label,
    detail: [isNamed ? '' : about, own.detail].filter(Boolean).join('; '),
    grade: row.grade,
    source: [gradeMarks[row.grade].name, ...read].join('; '),
  };
}
