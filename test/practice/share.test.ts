// An account in a link: there and back, and what happens to links on their way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumLink, readShare, writeShare } from '../../src/practice/share.ts';
import { callerOf, iam, openHost, userNames } from './account.ts';

async function linkOf(file: string): Promise<string> {
  const link = await writeShare(file);
  if (link === null) throw new Error('too long');
  return link;
}

describe('a share link', () => {
  it('carries an account to another browser', async () => {
    const mine = await openHost();
    await callerOf(mine).run(iam('CreateUser', { UserName: 'anna' }));
    const link = await linkOf(await mine.tools.exportAccount());
    expect(link).toMatch(/^1\.[\w-]+$/);
    const yours = await openHost({ seed: 'other' });
    await yours.tools.importAccount(await readShare(link));
    expect(await userNames(yours)).toEqual(['anna']);
    expect(await yours.tools.undo()).toBe(true);
    expect(await userNames(yours)).toEqual([]);
    await mine.close();
    await yours.close();
  });

  it('gives back any text it was given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 500 }), async (text) => {
        expect(await readShare(await linkOf(text))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('says when it would be too long', async () => {
    const noise = Array.from({ length: maximumLink }, (_, i) => ((i * 2654435761) >>> 7).toString(36)).join(
      '',
    );
    expect(await writeShare(noise)).toBeNull();
  });

  it('knows a link that was cut short or changed, whatever part of it', async () => {
    const link = await linkOf(JSON.stringify({ rootless: 'account', text: 'abc'.repeat(50) }));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: link.length - 1 }), fc.boolean(), async (at, cut) => {
        const other = link[at] === 'A' ? 'B' : 'A';
        const wrong = cut ? link.slice(0, at) : link.slice(0, at) + other + link.slice(at + 1);
        // The last letter may hold bits that are none of the text's.
        const answer = await readShare(wrong).catch((error: { code?: string }) => error.code);
        if (at < link.length - 1 || cut) {
          // gzip's header has bytes that say nothing of the text (time, system): only those may change.
          if (typeof answer === 'string' && !answer.startsWith('link-'))
            expect(answer).toBe(await readShare(link));
          else expect(['link-damaged', 'link-newer']).toContain(answer);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses what no link of ours looks like', async () => {
    for (const wrong of ['', 'hello', '1.', '1.***', 'A'.repeat(100_000), '1.AAAA\u0000'])
      await expect(readShare(wrong)).rejects.toMatchObject({ code: 'link-damaged' });
    await expect(readShare('2.AAAA')).rejects.toMatchObject({ code: 'link-newer' });
  });

  it('does not unfold a bomb', async () => {
    const packed = new Blob([new Uint8Array(40 * 1024 * 1024)])
      .stream()
      .pipeThrough(new CompressionStream('gzip'));
    const bytes = Buffer.from(await new Response(packed).arrayBuffer());
    await expect(readShare(`1.${bytes.toString('base64url')}`)).rejects.toMatchObject({
      code: 'link-damaged',
    });
  });
});
