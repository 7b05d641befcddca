import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');

export interface Import {
  /** A file relative to the project, or the name of a package or of a module of Node. */
  target: string;
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean;
  /** As written between the braces. */
  names: string[];
}

export interface SourceModule {
  /** Relative to the project, with forward slashes. */
  file: string;
  /** Without comments. */
  code: string;
  imports: Import[];
}

/** Every TypeScript file under src/. */
export function readModules(): SourceModule[] {
  return readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `src/${name.split(path.sep).join('/')}`)
    .sort()
    .map((file) => {
      const code = withoutComments(readFileSync(path.join(ROOT, file), 'utf8'));
      return { file, code, imports: importsIn(code, file) };
    });
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

const statement =
  /^(?:import|export)\b([^;'"]*?)\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm;

export function importsIn(code: string, file: string): Import[] {
  return [...code.matchAll(statement)].map(([, clause = '', from, dynamic, bare]) => {
    const names = (/\{([\s\S]*)\}/.exec(clause)?.[1] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const onlyTypes = names.length > 0 && names.every((name) => name.startsWith('type '));
    return {
      target: targetOf(from ?? dynamic ?? bare ?? '', file),
      typeOnly: /^\s*type\b/.test(clause) || (onlyTypes && /^\s*\{/.test(clause)),
      names: names.filter((name) => !name.startsWith('type ')),
    };
  });
}

function targetOf(written: string, file: string): string {
  return written.startsWith('.') ? path.posix.join(path.posix.dirname(file), written) : written;
}
