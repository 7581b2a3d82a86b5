// An account in a link: its file, compressed, in the address behind the #, which no server ever sees. gzip carries a
// checksum, so a link that was cut short or changed on its way is known as such. Tests: test/practice/share.test.ts.
import { PracticeError } from './types.ts';

/** Longer links are cut by mail and chat programs: characters of the fragment. */
export const maximumLink = 24_000;

/** What a link may unfold to, in characters. */
const maximumText = 16 * 1024 * 1024;

/** The fragment's version: the part before the dot. */
const version = '1';

/** The value of `#s=`. Null where it would be too long for a link: then it has to be a file. */
export async function writeShare(file: string): Promise<string | null> {
  const packed = await through(new TextEncoder().encode(file), new CompressionStream('gzip'), maximumText);
  const link = `${version}.${base64url(packed)}`;
  return link.length > maximumLink ? null : link;
}

/** The account's file that a link holds, as `importAccount` takes it. Throws a PracticeError. */
export async function readShare(link: string): Promise<string> {
  const damaged = (): PracticeError =>
    new PracticeError(
      'The link is damaged: a part of it is missing or was changed.',
      'Copy the whole link once more, or ask for the account as a file. Your own account is untouched.',
      'link-damaged',
    );
  const found = /^(\d+)\.([\w-]+)$/.exec(link.trim());
  if (!found) throw damaged();
  if (Number(found[1]) > Number(version))
    throw new PracticeError(
      'The link was made by a newer version of Rootless.',
      'Reload the page to get the newest version. Your own account is untouched.',
      'link-newer',
    );
  try {
    const bytes = await through(fromBase64url(found[2] ?? ''), new DecompressionStream('gzip'), maximumText);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw damaged();
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new Error('too large');
    }
    chunks.push(value as Uint8Array<ArrayBuffer>);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function base64url(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
