import { describe, expect, it } from 'vitest';
import { listen } from '../../src/server/listen.ts';

const ok = (_: unknown, response: { end(text: string): void }): void => response.end('ok');

describe('listening', () => {
  it('takes the next free port when the wanted one is taken, and says so', async () => {
    const first = await listen(ok, { port: 0 });
    const second = await listen(ok, { port: first.port, next: true });
    expect(second.moved).toBe(true);
    expect(second.port).toBeGreaterThan(first.port);
    await Promise.all([first.close(), second.close()]);
  });

  it('names the taken port and what to do, where no other will do', async () => {
    const first = await listen(ok, { port: 0 });
    await expect(listen(ok, { port: first.port })).rejects.toThrow(
      `Port ${first.port} is taken. Stop the program`,
    );
    await first.close();
  });

  it('closes although a client never hangs up', async () => {
    const { port, close } = await listen((_, response) => void response.write('data: 1\n\n'), { port: 0 });
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const reader = response.body?.getReader();
    await reader?.read();
    await close();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });
});
