import path from 'node:path';
import { readArchive } from '../adapters/archive-disk.ts';
import { takeLock } from '../adapters/lock.ts';
import {
  explainOutbox,
  type OutboxFile,
  OutboxUnusable,
  openExistingOutbox,
  openOutbox,
  outboxBeside,
} from '../adapters/outbox.ts';
import { type FoundRevision, findEdition, suggestEditions } from '../archive/naming.ts';
import type { SealedRevision } from '../archive/sealed.ts';
import { transitions } from '../mail/states.ts';
import { archiveNamed } from './archive-folder.ts';
import { type Console, exit } from './console.ts';
import type { ProjectPaths } from './sources.ts';

/** The environment variables that contain secrets. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An archive and the outbox beside it. */
export interface MailContext {
  archive: { folder: string; shownAs: string };
  /** `<archive>.outbox.sqlite`: recipients are never kept in the archive. */
  outbox: string;
}

/** Options that locate the archive. */
export interface MailOptions {
  archive?: string;
  out: string;
}

export function mailContextAt(options: MailOptions, place: ProjectPaths): MailContext {
  const archive = archiveNamed(options, place);
  return { archive, outbox: outboxBeside(archive.folder) };
}

/** Runs a mail command; an unusable outbox is explained and gives exit code 3. */
export async function endingWithOutbox(
  options: MailOptions,
  { console, place }: { console: Console; place: ProjectPaths },
  run: () => Promise<number> | number,
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const explained = explainOutbox(mailContextAt(options, place).outbox, error);
    if (!(explained instanceof OutboxUnusable)) throw error;
    console.warn(explained.message);
    return exit.invalidContent;
  }
}

/** Locked until disposed: only this process may change what is mailed. */
export interface LockedOutbox extends OutboxFile {}

/** Undefined, after printing why, while another process sends or plans. */
export function lockOutbox({ outbox }: MailContext, console: Console): LockedOutbox | undefined {
  const file = openOutbox(outbox, transitions);
  const lock = takeLock(`${outbox}.lock`);
  if (lock) {
    return {
      database: file.database,
      [Symbol.dispose]() {
        file[Symbol.dispose]();
        lock[Symbol.dispose]();
      },
    };
  }
  file[Symbol.dispose]();
  console.warn(`another trialbrief process is using ${path.basename(outbox)}; nothing was done`);
  return undefined;
}

/**
 * Opens the outbox without the lock, even during a run, to change suppressions: a run looks them up for each
 * message.
 */
export function openOutboxFor({ outbox }: MailContext): OutboxFile {
  return openOutbox(outbox, transitions);
}

/** Opens an existing outbox for reading; undefined, after printing why, when nothing was ever planned. */
export function lookIntoOutbox({ outbox, archive }: MailContext, console: Console): OutboxFile | undefined {
  const file = openExistingOutbox(outbox, transitions);
  if (!file)
    console.warn(
      `nothing has been mailed from ${archive.shownAs}/ yet: ${path.basename(outbox)} does not exist`,
    );
  return file;
}

export interface FoundEdition extends FoundRevision {
  all: SealedRevision[];
}

/** The edition with that name; undefined, after printing suggestions, when there is none. */
export function findSealed(
  name: string,
  { archive }: MailContext,
  console: Console,
): FoundEdition | undefined {
  const all = readArchive(archive.folder);
  const found = findEdition(name, all);
  if (found) return { ...found, all };
  const hints = suggestEditions(name, all);
  console.warn([`there is no sealed edition ‘${name}’ in ${archive.shownAs}/`, ...hints].join('; '));
  return undefined;
}

/** `2026-04-21-car-t r2`. */
export function revisionLabel({ manifest }: SealedRevision): string {
  return `${manifest.id} r${manifest.revision}`;
}
