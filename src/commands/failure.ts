import { exit } from './console.ts';

/** What a person is told of a failure of the machine or of what was named, and the exit code that it ends with. */
export interface Failure {
  /** What could not be done to which file, why, and in a second line what helps. */
  message: string;
  code: number;
}

/** What an exception of the system, of SQLite or of our own says to a person; undefined of a fault of the tool. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = endings[error.name];
  if (known !== undefined) return { message: error.message, code: known };
  const { code, errcode, path, syscall, dest, fix } = error as Error & Details;
  const about = errcode === undefined ? systemReasons[code ?? ''] : sqliteReasons[errcode & 0xff];
  if (!about || (errcode === undefined && syscall === undefined)) return undefined;
  if (syscall === 'uv_cwd') return { message: goneBeneath, code: exit.usage };
  if (syscall === 'mkdtemp') return { message: noTemporaryFolder(path, about.reason), code: exit.usage };
  const what = errcode === undefined ? (verbs[syscall ?? ''] ?? 'use') : 'use';
  const where = path === undefined ? 'a file' : dest === undefined ? path : `${path} to ${dest}`;
  const name = code?.startsWith('E') && errcode === undefined ? ` (${code})` : '';
  // What whoever threw it advises is about the file, and not about a disk that is full or a process that waits.
  const advice = errcode === undefined || about === damaged ? fix : undefined;
  const isFolder = syscall === 'mkdir' && about.ofFolder;
  const [reason, help] = isFolder ? (about.ofFolder ?? []) : [about.reason, about.fix];
  return {
    message: `cannot ${what} ${where}: ${reason}${name}\n  ${advice ?? help}`,
    code: about.code ?? exit.usage,
  };
}

/** Of errors that say all that is to be said. */
const endings: Readonly<Record<string, number>> = {
  ArchiveDamaged: exit.failed,
  BrowserMissing: exit.rendering,
  FileRefused: exit.usage,
  KeyRefused: exit.usage,
  NothingPrinted: exit.rendering,
  PageRefused: exit.failed,
  PageNotSelfContained: exit.rendering,
  SecretExposed: exit.usage,
  TemplateOverflow: exit.invalidContent,
  Unusable: exit.usage,
};

interface Details {
  code?: string;
  /** Of SQLite. */
  errcode?: number;
  path?: string;
  syscall?: string;
  dest?: string;
  /** What helps, where whoever threw it knows better. */
  fix?: string;
}

interface Reason {
  reason: string;
  fix: string;
  /** Of a folder that cannot be made. */
  ofFolder?: readonly [reason: string, fix: string];
  code?: number;
}

const full: Reason = {
  reason: 'the disk is full',
  fix: 'free some space and run it again; what was there before is as it was',
};
const refused: Reason = {
  reason: 'this user may not do that',
  fix: 'give this user the right to it, or name another place',
};
const notAFolder: Reason = {
  reason: 'a part of its path is a file, not a folder',
  fix: 'name another place, or move that file away',
};
const readOnly: Reason = {
  reason: 'it can only be read',
  fix: 'name another place, or make it writable',
};
const unmakeable = ['no folder can be made there', 'name another place'] as const;

const systemReasons: Readonly<Record<string, Reason>> = {
  EACCES: refused,
  EPERM: { ...refused, ofFolder: unmakeable },
  ENOSPC: full,
  EDQUOT: { ...full, reason: 'the space that this user may use is full' },
  EROFS: readOnly,
  ENOTDIR: notAFolder,
  EEXIST: {
    reason: 'something is there already',
    fix: 'name another place, or move that away',
    ofFolder: ['a file is there already', 'name another place, or move that file away'],
  },
  ENOTEMPTY: {
    reason: 'another process wrote there meanwhile',
    fix: 'run it again when that one has ended',
  },
  ENOENT: { reason: 'it is not there', fix: 'name one that is there', ofFolder: unmakeable },
  EINVAL: { reason: 'the file system refuses that', fix: 'name another place', ofFolder: unmakeable },
  EISDIR: { reason: 'it is a folder, not a file', fix: 'name a file' },
  ELOOP: { reason: 'a link leads back to itself', fix: 'remove that link' },
  ENAMETOOLONG: { reason: 'its name is too long', fix: 'name a shorter one' },
  ENXIO: { reason: 'it is no plain file', fix: 'name a plain file' },
  EXDEV: { reason: 'it lies on another disk', fix: 'name a place on the same disk' },
  EIO: {
    reason: 'the disk reports an error',
    fix: 'look at the disk, and restore what is lost from a copy',
  },
  EBUSY: { reason: 'another program uses it', fix: 'run it again when that one has ended' },
  ETXTBSY: { reason: 'another program uses it', fix: 'run it again when that one has ended' },
  EMFILE: { reason: 'too many files are open', fix: 'close other programs, or allow more: ulimit -n' },
  ENFILE: { reason: 'too many files are open', fix: 'close other programs' },
  ENOMEM: { reason: 'there is no memory left', fix: 'close other programs' },
};

const damaged: Reason = { reason: 'it is damaged, or no database', fix: 'restore it from a copy' };
const busy: Reason = {
  reason: 'another process uses it',
  fix: 'run it again when that one has ended',
  code: exit.conflict,
};

/** By SQLite's result code, without its extension. */
const sqliteReasons: Readonly<Record<number, Reason>> = {
  1: damaged,
  3: refused,
  5: busy,
  6: busy,
  8: readOnly,
  10: { reason: 'the disk reports an error', fix: 'look at the disk, and restore what is lost from a copy' },
  11: damaged,
  13: full,
  14: {
    reason: 'it cannot be opened',
    fix: 'look whether it is a file, and whether this user may write there',
  },
  26: damaged,
};

const verbs: Readonly<Record<string, string>> = {
  access: 'look at',
  chmod: 'change the rights of',
  fchmod: 'change the rights of',
  fsync: 'write',
  lstat: 'look at',
  mkdir: 'make the folder',
  open: 'open',
  read: 'read',
  realpath: 'look at',
  rename: 'move',
  rm: 'remove',
  rmdir: 'remove',
  scandir: 'list',
  stat: 'look at',
  unlink: 'remove',
  write: 'write',
};

const goneBeneath =
  'the folder that you are in was deleted\n  go to one that is there, and run it again: cd <folder>';

function noTemporaryFolder(path: string | undefined, reason: string): string {
  const folder = path?.replace(/[\\/][^\\/]*$/, '');
  return `cannot make a folder in the temporary folder ${folder}: ${reason}\n  make that folder, or name another one in TMPDIR`;
}
