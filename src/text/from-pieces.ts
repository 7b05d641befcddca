import type { Piece } from '../tables/spec.ts';
import { bound, citationOf, type TextSetting, withNames } from './from-prose.ts';
import type { Run, Text } from './run.ts';

type PieceSetting = Pick<TextSetting, 'entries' | 'names'>;

/** Pieces of a sentence or cell, those with a datum bound to it. */
export function textOfPieces(pieces: readonly Piece[], setting: PieceSetting): Text {
  return pieces.flatMap((piece) => runsOf(piece, setting));
}

function runsOf(piece: Piece, { entries, names }: PieceSetting): Text {
  const { written, datum, computation, small, href, cites, breaks } = piece;
  if (breaks) return [{ kind: 'break' }];
  if (cites) return [citationOf(cites)];
  const { text } = written;
  const own: Text = computation
    ? [bound({ text, id: computation.id, how: 'computed' }, entries)]
    : datum
      ? [bound({ text, id: datum.id, how: 'value' }, entries)]
      : withNames(text, names);
  if (small) return [{ kind: 'small', runs: own }];
  return href === undefined ? own : [{ kind: 'link', href, runs: own } satisfies Run];
}
