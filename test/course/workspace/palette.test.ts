// The command palette finds what was typed, and its tools say how it went.
import { describe, expect, it } from 'vitest';
import { type Command, fitting, MAX_SHOWN } from '../../../src/course/workspace/commands.ts';
import { messages } from '../../../src/course/workspace/strings.ts';
import { accountTools } from '../../../src/course/workspace/tools.ts';
import { translator } from '../../../src/strings/index.ts';
import { callerOf, iam, openHost, userNames } from '../../practice/account.ts';

const command = (title: string, group = 'User'): Command => ({ id: title, title, group, run: () => {} });
const titles = (list: readonly Command[]): string[] => list.map(({ title }) => title);

describe('finding', () => {
  const all = [command('deploy-anna'), command('anna'), command('Users', 'Console page'), command('ben')];

  it('puts first what begins so', () => {
    expect(titles(fitting(all, 'anna'))).toEqual(['anna', 'deploy-anna']);
  });

  it('takes every word, in any order and from the group too', () => {
    expect(titles(fitting(all, 'console users'))).toEqual(['Users']);
    expect(titles(fitting(all, 'USER ben'))).toEqual(['ben']);
    expect(fitting(all, 'nothing')).toEqual([]);
  });

  it('shows no more than one can read', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => command(`user-${i}`));
    expect(fitting(many, '')).toHaveLength(MAX_SHOWN);
    expect(titles(fitting(many, 'user-4999'))).toEqual(['user-4999']);
  });
});

describe('tools', () => {
  it('do it and say so', async () => {
    const host = await openHost();
    const tools = accountTools(host, '/', 'en', translator(messages, 'en'));
    const run = (id: string): Promise<string> | undefined => tools.find((tool) => tool.id === id)?.run();
    expect(await run('toolUndo')).toBe('There was nothing to do.');
    await callerOf(host).run(iam('CreateUser', { UserName: 'anna' }));
    expect(await run('toolSnapshot')).toMatch(/^Kept as «\d{4}-/);
    expect(await run('toolUndo')).toBe('Taken back.');
    expect(await userNames(host)).toEqual([]);
    expect(await run('toolRedo')).toBe('Done again.');
    expect(await userNames(host)).toEqual(['anna']);
    expect(await run('toolMonth')).toBe('The clock was moved.');
    expect((await host.tools.summary()).offset).toBe(30 * 86_400_000);
    expect(await run('toolPresent')).toBe('The clock was moved.');
    expect((await host.tools.summary()).offset).toBe(0);
    await host.close();
  });

  it('say why something did not work', async () => {
    const host = await openHost();
    const broken = { ...host, tools: { ...host.tools, reset: () => Promise.reject(new Error('no way')) } };
    const [, , reset] = accountTools(broken, '/', 'en', translator(messages, 'en'));
    expect(await reset?.run()).toBe('That did not work: no way');
    await host.close();
  });
});
