// Files in memory, as the aws command wants them.
import type { Files } from '../../src/terminal/aws/environment.ts';

export function memoryFiles(
  first: Readonly<Record<string, string>> = {},
): Files & { text(path: string): string | undefined } {
  const held = new Map<string, Uint8Array>(
    Object.entries(first).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );
  return {
    async info(path) {
      const bytes = held.get(path);
      if (bytes) return { directory: false, size: bytes.length, modified: 0 };
      const directory = [...held.keys()].some((other) => other.startsWith(`${path === '/' ? '' : path}/`));
      return directory ? { directory, size: 0, modified: 0 } : undefined;
    },
    async read(path) {
      const bytes = held.get(path);
      if (!bytes) throw new Error(`ENOENT: ${path}`);
      return bytes;
    },
    async write(path, contents) {
      held.set(path, contents);
    },
    async list(path) {
      const names = [...held.keys()]
        .filter((other) => other.startsWith(`${path}/`))
        .map((other) => other.slice(path.length + 1).split('/')[0] as string);
      return [...new Set(names)];
    },
    async remove(path) {
      held.delete(path);
    },
    text: (path) => {
      const bytes = held.get(path);
      return bytes && new TextDecoder().decode(bytes);
    },
  };
}
