// What the page makes of a command's output, and how its runner ends a worker that does not answer.
import { describe, expect, it, vi } from 'vitest';
import { capped, cleanInput, cleanOutput, entryOf, note } from '../../src/terminal/page/entries.ts';
import { createRunner, patience } from '../../src/terminal/page/runner.ts';
import { account } from './support.ts';

const t = (key: string) => key;
const ran = { stdout: '', stderr: '', exitCode: 0, binary: false, exited: false, denied: undefined };

describe('the log', () => {
  it('shows no control characters', () => {
    expect(cleanOutput('\u001b[31mred\u001b[0m\u0007 a\tb\r\nc\u0000')).toBe('red a\tb\nc');
    expect(cleanInput('a\u0000b\r\nc\u200b\td')).toBe('ab\nc\td');
  });

  it('cuts what is too long, and says so', () => {
    const entry = entryOf('$', 'x', { ...ran, stdout: 'a'.repeat(3_000_000) }, t);
    expect(entry.stdout.length).toBe(200_000);
    expect(entry.note).toBe('cut');
  });

  it('shows bytes as text where they are text', () => {
    expect(entryOf('$', 'x', { ...ran, binary: true, stdout: '\u00c3\u00bc' }, t).stdout).toBe('ü');
    expect(entryOf('$', 'x', { ...ran, binary: true, stdout: '\u0089PNG' }, t).note).toBe('binary');
  });

  it('begins anew where the screen was cleared', () => {
    expect(entryOf('$', 'x', { ...ran, stdout: 'old\u001b[2J\u001b[3J\u001b[Hnew' }, t)).toMatchObject({
      cleared: true,
      stdout: 'new',
    });
  });

  it('keeps the newest entries', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      ...note(''),
      stdout: 'x'.repeat(5000),
      line: String(index),
    }));
    const kept = capped(many);
    expect(kept.length).toBeLessThan(200);
    expect(kept.at(-1)).toBe(many.at(-1));
  });
});

describe('the runner', () => {
  it('ends a worker that does not stop, and starts the next from what was kept', async () => {
    vi.useFakeTimers();
    const workers: { posted: { to: string }[]; ended: boolean }[] = [];
    const start = () => {
      const made = { posted: [] as { to: string }[], ended: false };
      workers.push(made);
      return {
        addEventListener() {},
        postMessage: (message: { to: string }) => made.posted.push(message),
        terminate() {
          made.ended = true;
        },
      } as unknown as Worker;
    };
    const files = { '/home/learner/a': { bytes: new Uint8Array([1]), mode: 0o644, modified: 0 } };
    const runner = createRunner({
      start,
      door: account().door,
      version: 2,
      kept: { files, state: undefined, history: [] },
      question: async () => undefined,
      onKeep() {},
    });
    const running = runner.run('while true; do :; done', 80, []);
    runner.stop();
    expect(workers[0]?.ended).toBe(false);
    vi.advanceTimersByTime(patience);
    expect(await running).toBe('stopped');
    expect(workers[0]?.ended).toBe(true);
    void runner.run('ls', 80, []);
    expect(workers[1]?.posted[0]).toMatchObject({ to: 'open', files });
    vi.useRealTimers();
  });
});
