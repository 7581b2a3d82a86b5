// Reads which files import which, from the text of every source file under src.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const src = resolve(import.meta.dirname, '../../src');

export interface Import {
  /** Path under src of the importing file. */
  file: string;
  line: number;
  /** As written. */
  specifier: string;
  /** Path under src of the imported file; undefined for packages and `node:`. */
  target: string | undefined;
}

const PATTERN =
  /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]|new URL\(\s*['"](\.[^'"\n]+)['"]\s*,\s*import\.meta\.url/g;

export function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|astro|mjs|mdx)$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)))
    .sort();
}

export function importsOf(file: string, text = readFileSync(join(src, file), 'utf8')): Import[] {
  // Comments may quote imports as examples.
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...code.matchAll(PATTERN)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.')
      ? relative(src, resolve(dirname(join(src, file)), specifier))
      : undefined;
    return { file, line: code.slice(0, match.index).split('\n').length, specifier, target };
  });
}

export const roomOf = (file: string): string => file.split('/')[0] ?? '';
