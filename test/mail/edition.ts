import path from 'node:path';
import { type BuildContext, type Composed, composeEdition, prepareBuild } from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import { loadContent } from '../../src/content/files.ts';
import type { Diagnostic } from '../../src/diagnostics.ts';
import { finishMail, prepareMail } from '../../src/mail/finish.ts';
import type { MailMessage } from '../../src/mail/letter.ts';
import { loadTemplates } from '../../src/page/templates.ts';

const root = path.join(import.meta.dirname, '../..');

export interface EditionOptions {
  /** The id of a shipped briefing, or a part of it. */
  briefing?: string;
  /** Replacements in content/house.yaml and in the briefing; each has to find something. */
  house?: [from: string | RegExp, to: string][];
  text?: [from: string | RegExp, to: string][];
  /** The author's templates, by their keys: `templates/mail.hbs`. */
  designs?: Record<string, string>;
  /** Bytes that stand for the printed PDF. */
  pdf?: Uint8Array;
}

/** The files of a shipped edition's mail by path, and what is told of it. No browser is needed. */
export interface MailEdition {
  files: Map<string, Uint8Array>;
  message: MailMessage;
  html: string;
  text: string;
  eml: Buffer;
  obstacles: Diagnostic[];
  composed: Composed;
}

export async function mailEdition(options: EditionOptions = {}): Promise<MailEdition> {
  const { context, composed } = await composedEdition(options);
  const { mail } = composed;
  if (!mail) throw new Error('the edition has no mail');
  const { artifacts, obstacles } = await finishMail(
    await prepareMail(mail),
    context,
    options.pdf ?? Buffer.from('%PDF-1.5\n'),
  );
  const files = new Map(artifacts.map(({ path: name, bytes }) => [name, bytes]));
  const read = (name: string) => Buffer.from(files.get(name) ?? '').toString();
  return {
    files,
    message: JSON.parse(read('mail/message.json')),
    html: read('mail/body.html'),
    text: read('mail/body.txt'),
    eml: Buffer.from(files.get('mail.eml') ?? ''),
    obstacles: [...composed.obstacles, ...obstacles],
    composed,
  };
}

export async function composedEdition({
  briefing = 'car-t',
  house = [],
  text = [],
  designs = {},
}: EditionOptions): Promise<{ context: BuildContext; composed: Composed }> {
  const loaded = loadContent(path.join(root, 'content'), 'content');
  const files = loaded.files.map((file) => {
    if (file.kind === 'house') return { ...file, text: edited(file.text, house) };
    return file.kind === 'briefing' && file.id.includes(briefing)
      ? { ...file, text: edited(file.text, text) }
      : file;
  });
  const own = Object.entries(designs).map(([key, one]) => ({ path: `content/${key}`, key, text: one }));
  const checked = checkContent(
    { ...loaded, files, designs: own },
    loadTemplates(path.join(root, 'templates'), 'templates'),
    'content',
  );
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  const context = prepareBuild(checked, {
    tool: { trialbrief: '0.1.0', node: 'v24', files: 'f' },
    hashes: new Map(),
    profiles: {},
  });
  const found = checked.library.briefings.find(({ id }) => id.includes(briefing));
  if (!found) throw new Error(`no briefing is called ${briefing}`);
  return { context, composed: await composeEdition(found, context) };
}

function edited(text: string, edits: [from: string | RegExp, to: string][]): string {
  return edits.reduce((now, [from, to]) => {
    const after = now.replace(from, () => to);
    if (after === now) throw new Error(`nothing to replace: ${from}`);
    return after;
  }, text);
}

/** A shipped template or stylesheet as text. */
export function shippedTemplate(name: string): string {
  const { sources, styles } = loadTemplates(path.join(root, 'templates'), 'templates');
  return (sources.get(name) ?? styles.get(name))?.text ?? '';
}
