import support from '../../vendor/caniemail/support.json' with { type: 'json' };
import { type Diagnostic, warning } from '../diagnostics.ts';
import { featuresOfCss, featuresOfHtml, type UsedFeature } from './mail-features.ts';
import { accents, isMailStyle } from './mail-style.ts';
import { placeIn } from './template-places.ts';
import { blanked } from './template-texts.ts';
import type { TemplateFile, Templates } from './templates.ts';

const dropped: Readonly<Record<string, readonly string[]>> = support.dropped;
const clients: Readonly<Record<string, string>> = support.clients;

/** Dropped by some client, and the mail holds without it: why. */
export const harmless: Readonly<Record<string, string>> = {
  'at:media': 'what it adds is the margins of a phone and colours for the dark',
  'at:media (prefers-color-scheme)': 'a client without it inverts by itself, or stays light',
  'element:body': 'the ground is a table’s',
  'property:height': 'of a picture, which keeps its shape without, and of a line',
  'property:max-height': 'of the preheader, which is hidden twice more',
  'property:overflow': 'of the preheader, which is hidden twice more',
};

/** Clients that drop what is used, by its key; none for what every client takes. */
export function clientsWithout({ key }: Pick<UsedFeature, 'key'>): string[] {
  return (dropped[key] ?? []).map((client) => clients[client] ?? client);
}

/** What mail clients drop of the author's own templates and stylesheets of the mail. */
export function checkMailSupport(shipped: Templates, templates: Templates): Diagnostic[] {
  const own = (now: ReadonlyMap<string, TemplateFile>, before: ReadonlyMap<string, TemplateFile>) =>
    [...now].filter(([name, file]) => isMailPart(name) && file !== before.get(name)).map(([, file]) => file);
  return [
    ...own(templates.sources, shipped.sources).flatMap((file) =>
      complaintsOf(file, featuresOfHtml(blanked(file.text))),
    ),
    ...own(templates.styles, shipped.styles).flatMap((file) =>
      complaintsOf(file, featuresOfCss(withoutAccent(file.text))),
    ),
  ];
}

/** The house's colour is written into the mail. */
export function withoutAccent(css: string): string {
  return css.replace(accents, (one) => ' '.repeat(one.length));
}

function isMailPart(name: string): boolean {
  return isMailStyle(name.replace('partials/', ''));
}

/** Each feature once, where it is first used. */
function complaintsOf(file: TemplateFile, used: readonly UsedFeature[]): Diagnostic[] {
  const first = new Map(used.toReversed().map((one) => [one.key, one]));
  return [...first.values()].flatMap((one) => {
    const without = harmless[one.key] === undefined ? clientsWithout(one) : [];
    if (without.length === 0) return [];
    const place = placeIn(file, one.start, one.length);
    return [
      warning('mail-unsupported', `${named(one.key)} is dropped by ${listed(without)}`, place, {
        hints: ['see caniemail.com; the mail must work without it'],
      }),
    ];
  });
}

/** `<video>`, `target=`, `gap`, `display: flex`, `vw`. */
function named(key: string): string {
  const [kind = '', ...rest] = key.split(':');
  const name = rest.join(':');
  const forms: Record<string, string> = {
    element: `<${name}>`,
    attribute: `the attribute ‘${name}’`,
    at: `@${name}`,
    pair: `‘${name.replace(':', ': ')}’`,
    unit: `the unit ‘${name}’`,
    function: `${name}()`,
  };
  return forms[kind] ?? `‘${name}’`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
