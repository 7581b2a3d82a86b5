// The clients of one signed-in identity: made once, told when the session is over, made anew after signing in again.
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { expect, it, vi } from 'vitest';
import { hostConfig } from '../../src/console/clients.ts';
import { createSession, provideClients } from '../../src/console/session.ts';
import { consoleAccount } from './account.ts';

provideClients({ iam: IAMClient, sts: STSClient });

const open = (config: ReturnType<typeof hostConfig>) =>
  createSession({
    config,
    host: undefined,
    route: { view: 'dashboard' },
    readOnlyReason: undefined,
    hrefBase: '#/console/',
    onRoute: () => {},
    onWhy: undefined,
  });

it('asks for credentials once, and makes each client once', async () => {
  const test = consoleAccount();
  const credentials = vi.fn(async () => test.root);
  const session = open(hostConfig(test.host, credentials));
  expect(session.client(IAMClient)).toBe(session.clients.iam);
  await session.clients.iam.send(new GetUserCommand({}));
  await session.clients.iam.send(new GetUserCommand({}));
  expect(credentials).toHaveBeenCalledTimes(1);
  expect(session.over.value).toBe(false);
});

it('knows that the session is over when the account takes its keys no more, and goes on with new ones', async () => {
  const test = consoleAccount();
  const gone = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'gone' };
  const session = open(hostConfig(test.host, async () => gone));
  await expect(session.clients.iam.send(new GetUserCommand({}))).rejects.toThrow();
  expect(session.over.value).toBe(true);
  session.renew(hostConfig(test.host, async () => test.root));
  expect(session.over.value).toBe(false);
  await session.clients.iam.send(new GetUserCommand({}));
  expect(session.over.value).toBe(false);
});

it('reads nothing while another identity is on the screen, and then what changed', () => {
  vi.useFakeTimers();
  const test = consoleAccount();
  const session = open(hostConfig(test.host, async () => test.root));
  session.show(false);
  session.changed();
  vi.runAllTimers();
  expect(session.revision.value).toBe(0);
  session.show(true);
  expect(session.revision.value).toBe(1);
  session.changed();
  session.changed();
  vi.runAllTimers();
  expect(session.revision.value).toBe(2);
  vi.useRealTimers();
});
