import { readSecretFile } from './secret-file.ts';
import { Unusable } from './unusable.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A secret from the environment, or from the file that `<name>_FILE` names, which only its owner may read.
 * Undefined when there is neither.
 */
export function readSecret(environment: Environment, name: string): string | undefined {
  const [given, file] = [environment[name], environment[`${name}_FILE`]];
  if (given && file) throw new Unusable(`${name} and ${name}_FILE are both set`, 'unset one of them');
  const secret = (given || (file ? readSecretFile(file) : '')).replace(/\r?\n$/, '');
  return secret === '' ? undefined : secret;
}
