import type { BriefingFile } from '../model/briefing.ts';
import type { MailRequest } from '../model/library.ts';
import { suggest } from '../suggest.ts';
import type { FileCheck } from './file-check.ts';
import type { Draft } from './request.ts';
import { isContainer, valueAt } from './schema-shape.ts';

/** `mail:` of a briefing: its lines are compiled, and what it names has to be there. */
export function checkMail(
  { subject, preheader, sections, figures }: NonNullable<BriefingFile['mail']>,
  { check, line }: Draft,
): MailRequest {
  checkNamed('sections', sections ?? [], headingsOf(check), check);
  checkNamed('figures', figures ?? [], figuresOf(check), check);
  return {
    ...(subject !== undefined && { subject: line(['mail', 'subject']) }),
    ...(preheader !== undefined && { preheader: line(['mail', 'preheader']) }),
    ...(sections && { sections }),
    ...(figures && { figures }),
  };
}

const words = {
  sections: { code: 'unknown-section', what: 'section' },
  figures: { code: 'unknown-figure', what: 'figure' },
};

function checkNamed(
  field: keyof typeof words,
  named: string[],
  known: string[],
  { complain, parsed }: FileCheck,
): void {
  const { code, what } = words[field];
  for (const [index, name] of named.entries()) {
    if (known.includes(name)) continue;
    complain(code, `the briefing has no ${what} ‘${name}’`, parsed.placeOf(['mail', field, index]), {
      hints: suggest(name, known),
    });
  }
}

function headingsOf({ parsed: { body } }: FileCheck): string[] {
  return [...(body?.text ?? '').matchAll(/^##[ \t]+(.+?)[ \t]*#*[ \t]*$/gm)].map(
    ([, heading]) => heading ?? '',
  );
}

function figuresOf({ parsed: { data } }: FileCheck): string[] {
  const found = valueAt(data, ['figures']);
  return isContainer(found) ? Object.keys(found) : [];
}
