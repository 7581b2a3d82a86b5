import { describe, expect, it } from 'vitest';
import { connect, type Port, serve } from '../../src/practice/remote.ts';
import { type HostChange, PracticeError, toolNames } from '../../src/practice/types.ts';
import { fakeHost, settle } from './fake-host.ts';

function line(): [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  const portOf = (end: MessagePort): Port => ({
    post: (message) => end.postMessage(message),
    listen(listener) {
      const take = (event: MessageEvent): void => listener(event.data);
      end.addEventListener('message', take);
      end.start();
      return () => {
        end.removeEventListener('message', take);
        end.close();
      };
    },
  });
  return [portOf(port1), portOf(port2)];
}

describe('a host on the other side of a port', () => {
  it('answers requests and every tool', async () => {
    const host = fakeHost((name, args) => ({ name, args }));
    const [here, there] = line();
    const stop = serve(host, there);
    const remote = connect(here);
    const request = {
      method: 'POST',
      url: 'https://iam.amazonaws.com/',
      headers: {},
      body: new Uint8Array([1]),
    };
    expect(await remote.handle(request)).toEqual({ name: 'handle', args: [request] });
    for (const name of toolNames) {
      const tool = remote.tools[name] as (...args: unknown[]) => Promise<unknown>;
      expect(await tool('x', 2)).toEqual({ name, args: ['x', 2] });
    }
    stop();
    remote.close();
  });

  it('keeps many calls apart, whatever the order of the answers', async () => {
    const host = fakeHost(async (_, [text]) => {
      await new Promise((resolve) => setTimeout(resolve, text === 'slow' ? 5 : 0));
      return text;
    });
    const [here, there] = line();
    const stop = serve(host, there);
    const remote = connect(here);
    const names = ['slow', 'a', 'b', 'slow', 'c'];
    const answers = await Promise.all(names.map((name) => remote.tools.credentials(name)));
    expect(answers).toEqual(names);
    stop();
    remote.close();
  });

  it('passes errors on with their hint', async () => {
    const host = fakeHost(() => {
      throw new PracticeError('No snapshot is called «x».', 'Take one of the list.', 'snapshot-gone');
    });
    const [here, there] = line();
    const stop = serve(host, there);
    const remote = connect(here);
    const error = await remote.tools.restoreSnapshot('x').catch((found: unknown) => found);
    expect(error).toBeInstanceOf(PracticeError);
    expect(error).toMatchObject({
      message: 'No snapshot is called «x».',
      hint: 'Take one of the list.',
      code: 'snapshot-gone',
    });
    stop();
    remote.close();
  });

  it('tells changes to every listener until it is stopped', async () => {
    const host = fakeHost();
    const [here, there] = line();
    const stop = serve(host, there);
    const remote = connect(here);
    const heard: HostChange[] = [];
    const quiet = remote.subscribe((change) => heard.push(change));
    host.tell({ kind: 'replaced', reason: 'undo' });
    await settle();
    quiet();
    host.tell({ kind: 'replaced', reason: 'redo' });
    await settle();
    expect(heard).toEqual([{ kind: 'replaced', reason: 'undo' }]);
    stop();
    remote.close();
  });

  it('rejects what is waiting when it is closed', async () => {
    const [here] = line();
    const remote = connect(here);
    const waiting = remote.tools.summary();
    remote.close();
    await expect(waiting).rejects.toThrow('closed');
  });
});
