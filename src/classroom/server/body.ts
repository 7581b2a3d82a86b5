// The body of a request as JSON, read from the connection itself: a class that answers at once is thousands of small
// bodies, and Request objects with streams around them cost several times as much as what is in them.
// Tests: test/classroom/routes.test.ts.
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

const KILOBYTE = 1024;

/**
 * @param most kilobytes
 * @throws Refusal where it is too large or no JSON object
 */
export async function readJson(incoming: IncomingMessage, most = 32): Promise<object> {
  const text = await readBody(incoming, most * KILOBYTE);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal('bad-request', 'The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('bad-request', 'The body is no object.');
  return body;
}

function readBody(incoming: IncomingMessage, most: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const tooLarge = (): void => {
      // The rest is let run into nothing, so that the answer is still read.
      parts.length = 0;
      incoming.resume();
      reject(new Refusal('too-large'));
    };
    if (Number(incoming.headers['content-length'] ?? 0) > most) return tooLarge();
    incoming.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= most) parts.push(part);
      else tooLarge();
    });
    incoming.on('end', () =>
      resolve((parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)).toString()),
    );
    incoming.on('error', () => reject(new Refusal('bad-request')));
    incoming.on('aborted', () => reject(new Refusal('bad-request')));
  });
}
