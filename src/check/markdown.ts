import type { Located } from '../content/parse.ts';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { Prose } from '../model/prose.ts';
import {
  createMarkdown,
  isAllowedLink,
  placeholder,
  placeholderPattern,
  type Token,
} from '../notation/markdown.ts';

const markdown = createMarkdown();

/** What a briefing's Markdown must not hold: images, other links, misplaced figures and headings. */
export function checkMarkdown(body: Located, prose: Prose): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const text = prose.segments
    .map((segment, index) => (segment.kind === 'text' ? segment.text : placeholder(index)))
    .join('');
  let level = 1;
  for (const token of markdown.parse(text, {})) {
    const place = body.at((token.map?.[0] ?? 0) + 1, 1);
    if (token.type === 'heading_open') {
      const next = Number(token.tag.slice(1));
      diagnostics.push(...headingProblems(next, level, place));
      level = next;
    }
    if (token.type === 'inline') diagnostics.push(...checkInline(token, place, prose, body));
  }
  return diagnostics;
}

function headingProblems(next: number, before: number, place: Place): Diagnostic[] {
  if (next === 1) {
    return [
      problem('heading-level', 'the title is the only heading of the first level', place, {
        hints: ['begin sections with ##'],
      }),
    ];
  }
  if (next <= before + 1) return [];
  return [
    problem('heading-level', `a heading of level ${next} follows one of level ${before}`, place, {
      hints: [`write ${'#'.repeat(before + 1)}`],
    }),
  ];
}

function checkInline(token: Token, place: Place, prose: Prose, body: Located): Diagnostic[] {
  const links = (token.children ?? []).flatMap((child) =>
    checkTarget(child, locate(token, child, place, body)),
  );
  return [...links, ...checkPlacement(token, prose)];
}

function checkTarget(token: Token, place: Place): Diagnostic[] {
  const target = targetOf(token);
  if (target === undefined) return [];
  if (token.type === 'image') {
    return [
      problem('remote-asset', `an image from ‘${target}’ cannot be part of an edition`, place, {
        hints: ['figures are described in the front matter and drawn from data'],
      }),
    ];
  }
  if (isAllowedLink(target) && !/\ue000|%EE%80%80/i.test(target)) return [];
  return [problem('link-not-allowed', `‘${target}’ is no https address, mailto: or #fragment`, place)];
}

function targetOf(token: Token): string | undefined {
  if (token.type !== 'image' && token.type !== 'link_open') return undefined;
  return String(token.attrGet(token.type === 'image' ? 'src' : 'href'));
}

/** The line and column of a link, as near as the text of the paragraph tells. */
function locate(paragraph: Token, child: Token, place: Place, body: Located): Place {
  const target = targetOf(child) ?? '';
  const lines = paragraph.content.split('\n');
  const index = lines.findIndex((line) => target !== '' && line.includes(target));
  if (index < 0) return place;
  const first = paragraph.map?.[0] ?? 0;
  const source = body.text.split('\n')[first + index] ?? '';
  return body.at(first + index + 1, Math.max(source.indexOf(target), 0) + 1, target.length);
}

/** Figures and tables stand in a paragraph of their own. */
function checkPlacement(token: Token, prose: Prose): Diagnostic[] {
  return [...token.content.matchAll(placeholderPattern)].flatMap((match) => {
    const segment = prose.segments[Number(match[1])];
    if (segment?.kind !== 'call' || (segment.call.name !== 'figure' && segment.call.name !== 'table'))
      return [];
    if (token.content.trim() === match[0] && token.level === 1) return [];
    return [
      problem(
        'not-alone',
        `{{${segment.call.name} "${segment.call.id}"}} needs a paragraph of its own`,
        segment.place,
        {
          hints: ['put an empty line before and after it, outside lists and quotes'],
        },
      ),
    ];
  });
}
