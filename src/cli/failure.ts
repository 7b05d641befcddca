import { exit } from './console.ts';

/** Message and exit code for a failure of the machine or of something named on the command line. */
export interface Failure {
  /** What failed on which file and why; a second line says what to do. */
  message: string;
  code: number;
}

/** Explains an exception of the system, of SQLite or of our own; undefined for a bug of the tool. */
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
  // The thrower's advice is about the file, not about a full disk or a waiting process.
  const advice = errcode === undefined || about === damaged ? fix : undefined;
  const isFolder = syscall === 'mkdir' && about.ofFolder;
  const [reason, help] = isFolder ? (about.ofFolder ?? []) : [about.reason, about.fix];
  return {
    message: `cannot ${what} ${where}: ${reason}${name}\n  ${advice ?? help}`,
    code: about.code ?? exit.usage,
  };
}

/** Exit codes of errors whose own message is complete. */
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
  /** Advice from the thrower, which knows the file. */
  fix?: string;
}

interface Reason {
  reason: string;
  fix: string;
  /** For a folder that cannot be created. */
  ofFolder?: readonly [reason: string, fix: string];
  code?: number;
}

const full: Reason = {
  reason: 'the disk is full',
  fix: 'free some space and run the command again; earlier files are unchanged',
};
const refused: Reason = {
  reason: 'permission denied',
  fix: 'grant this user access, or choose another location',
};
const notAFolder: Reason = {
  reason: 'part of its path is a file, not a folder',
  fix: 'choose another location, or move that file away',
};
const readOnly: Reason = {
  reason: 'it is read-only',
  fix: 'choose another location, or make it writable',
};
const unmakeable = ['no folder can be created there', 'choose another location'] as const;

const systemReasons: Readonly<Record<string, Reason>> = {
  EACCES: refused,
  EPERM: { ...refused, ofFolder: unmakeable },
  ENOSPC: full,
  EDQUOT: { ...full, reason: 'the disk quota of this user is used up' },
  EROFS: readOnly,
  ENOTDIR: notAFolder,
  EEXIST: {
    reason: 'something already exists there',
    fix: 'choose another location, or move that away',
    ofFolder: ['a file already exists there', 'choose another location, or move that file away'],
  },
  ENOTEMPTY: {
    reason: 'another process wrote there in the meantime',
    fix: 'run the command again once it has finished',
  },
  ENOENT: { reason: 'it does not exist', fix: 'name one that exists', ofFolder: unmakeable },
  EINVAL: {
    reason: 'the file system does not allow that',
    fix: 'choose another location',
    ofFolder: unmakeable,
  },
  EISDIR: { reason: 'it is a folder, not a file', fix: 'name a file' },
  ELOOP: { reason: 'a link leads back to itself', fix: 'remove that link' },
  ENAMETOOLONG: { reason: 'its name is too long', fix: 'name a shorter one' },
  ENXIO: { reason: 'it is not a plain file', fix: 'name a plain file' },
  EXDEV: { reason: 'it is on another disk', fix: 'choose a location on the same disk' },
  EIO: {
    reason: 'the disk reports an error',
    fix: 'check the disk, and restore lost files from a backup',
  },
  EBUSY: { reason: 'another program is using it', fix: 'run the command again once it has finished' },
  ETXTBSY: { reason: 'another program is using it', fix: 'run the command again once it has finished' },
  EMFILE: { reason: 'too many files are open', fix: 'close other programs, or allow more: ulimit -n' },
  ENFILE: { reason: 'too many files are open', fix: 'close other programs' },
  ENOMEM: { reason: 'out of memory', fix: 'close other programs' },
};

const damaged: Reason = { reason: 'it is damaged, or not a database', fix: 'restore it from a backup' };
const busy: Reason = {
  reason: 'another process is using it',
  fix: 'run the command again once it has finished',
  code: exit.conflict,
};

/** By SQLite's result code, without its extension. */
const sqliteReasons: Readonly<Record<number, Reason>> = {
  1: damaged,
  3: refused,
  5: busy,
  6: busy,
  8: readOnly,
  10: { reason: 'the disk reports an error', fix: 'check the disk, and restore lost files from a backup' },
  11: damaged,
  13: full,
  14: {
    reason: 'it cannot be opened',
    fix: 'check that it is a file, and that this user can write there',
  },
  26: damaged,
};

const verbs: Readonly<Record<string, string>> = {
  access: 'inspect',
  chmod: 'change the permissions of',
  fchmod: 'change the permissions of',
  fsync: 'write',
  lstat: 'inspect',
  mkdir: 'create the folder',
  open: 'open',
  read: 'read',
  realpath: 'inspect',
  rename: 'move',
  rm: 'remove',
  rmdir: 'remove',
  scandir: 'list',
  stat: 'inspect',
  unlink: 'remove',
  write: 'write',
};

const goneBeneath =
  'the current folder was deleted\n  change to an existing one and run the command again: cd <folder>';

function noTemporaryFolder(path: string | undefined, reason: string): string {
  const folder = path?.replace(/[\\/][^\\/]*$/, '');
  return `cannot create a folder in the temporary folder ${folder}: ${reason}\n  create that folder, or set TMPDIR to another one`;
}
