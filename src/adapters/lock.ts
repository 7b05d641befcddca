import { DatabaseSync } from 'node:sqlite';
import { named, naming } from './named-failure.ts';
import { refuseUnlessPlain } from './plain-file.ts';

const busy = 5;

const mend = 'delete it: it keeps nothing';

/**
 * Takes a lock that the operating system gives back when the process ends, however it ends; undefined when
 * another holds it. `file` is an empty database whose only use is to be locked; its folder must exist.
 */
export function takeLock(file: string): Disposable | undefined {
  refuseUnlessPlain(file);
  const database = naming(file, () => new DatabaseSync(file, { timeout: 0 }), mend);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw named(error, file, mend);
  }
  return { [Symbol.dispose]: () => database.close() };
}
