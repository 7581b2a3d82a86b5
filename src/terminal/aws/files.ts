// The files that parameters name (file://policy.json), read before the parameters are: reading takes time, and
// parameters are read in one go. Tests: test/terminal/words.test.ts.
import type { Environment } from './environment.ts';
import { resolvePath } from './environment.ts';
import type { Parameter } from './parameters.ts';
import type { Value } from './python.ts';

type Held = { bytes: Uint8Array } | { error: string };

export async function preloadFiles(
  environment: Environment,
  table: readonly Parameter[],
  values: Record<string, unknown>,
): Promise<(reference: string) => Value | undefined> {
  const held = new Map<string, Held>();
  const load = async (path: string): Promise<void> => {
    if (held.has(path)) return;
    held.set(path, { error: '' });
    held.set(path, await readParameterFile(environment, path));
  };
  for (const { name, shape } of table) {
    const given = values[name];
    const words = (Array.isArray(given) ? given : [given]).filter((word) => typeof word === 'string');
    for (const word of words as string[]) {
      if (shape?.traits.streaming) await load(word);
      const whole = /^fileb?:\/\/(.*)$/s.exec(word)?.[1];
      if (whole !== undefined) await load(whole);
      // Inside shorthand: Key@=file://… up to the end of the value.
      else
        for (const found of word.matchAll(/fileb?:\/\/([^,\]}'"]*)/g))
          await load((found[1] as string).trimEnd());
    }
  }
  return (reference) => {
    const found = /^file(b?):\/\/(.*)$/s.exec(reference);
    if (!found) return undefined;
    const [, binary, path = ''] = found;
    const file = held.get(path);
    if (!file) return undefined;
    if ('error' in file) throw new Error(`Unable to load paramfile ${reference}: ${file.error}`);
    if (binary) return file.bytes;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
    } catch {
      throw new Error(
        `Unable to load paramfile (${path}), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.`,
      );
    }
  };
}

export async function readParameterFile(environment: Environment, path: string): Promise<Held> {
  const full = resolvePath(environment, path);
  const info = await environment.files.info(full);
  const shown = path.replace(/^~(?=\/|$)/, environment.env.HOME ?? '~');
  if (!info) return { error: `[Errno 2] No such file or directory: '${shown}'` };
  if (info.directory) return { error: `[Errno 21] Is a directory: '${shown}'` };
  return { bytes: await environment.files.read(full) };
}
