// Every operation the account simulates, every list in pages and every waiter, through boto3, the AWS CLI and the SDK
// for JavaScript: the same scenario by three clients. A new operation without a call in test/clients/scenario fails.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { practiceAssertion, practiceMetadata, practiceToken, simulated } from '../../src/cloud/index.ts';
import type { Door } from './scenario/doors.ts';
import { scenarios } from './scenario/index.ts';
import { perform } from './scenario/perform.ts';
import { pythonDoor } from './scenario/python-door.ts';
import { sdkDoor } from './scenario/sdk-door.ts';
import type { Kept, Step } from './scenario/step.ts';
import { endpoint, has } from './support.ts';

const clients: [name: string, there: boolean, open: (running: RunningEndpoint) => Door][] = [
  ['@aws-sdk/client-*', true, sdkDoor],
  ['boto3', has('python3', '-c', 'import boto3'), (running) => pythonDoor('boto3', running)],
  ['the AWS CLI', has('python3', '-c', 'import awscli'), (running) => pythonDoor('cli', running)],
];

/** What the identity providers of the scenario would issue. */
function providers({ cloud }: RunningEndpoint): Kept {
  const saml = 'https://directory.example.com';
  const times = () => ({ issued: Date.now(), expires: Date.now() + 300_000 });
  return {
    webIdentity: (subject: string) =>
      practiceToken(cloud.world, { issuer: 'id.example.com/x', subject, audience: 'a', ...times() }),
    samlMetadata: practiceMetadata(cloud.world, saml),
    samlAssertion: (role: string, provider: string) =>
      practiceAssertion(cloud.world, {
        issuer: saml,
        subject: 'anna',
        attributes: { Role: [`${role},${provider}`], RoleSessionName: ['anna'] },
        ...times(),
      }),
  };
}

describe.each(clients)('%s', (name, there, open) => {
  beforeEach((test) => test.skip(!there, `${name} is not installed`));
  let running: RunningEndpoint;
  let door: Door;
  beforeAll(async () => {
    if (!there) return;
    running = await endpoint();
    door = open(running);
  });
  afterAll(async () => {
    await door?.close();
    await running?.close();
  });

  it.each(Object.keys(scenarios))('%s: every answer is AWS’s', async (scenario) => {
    const kept = providers(running);
    await perform(scenarios[scenario] ?? [], door, running, kept);
  });

  it('every operation, list in pages and waiter it knows has a step', async () => {
    const steps: Step[] = Object.values(scenarios).flat();
    const missing: string[] = [];
    for (const [service, operations] of Object.entries(simulated)) {
      const has = await door.catalogue(service, operations);
      const check = (names: readonly string[], kind: string, found: (step: Step) => string | undefined) => {
        const there = new Set(steps.filter((step) => step.service === service).map(found));
        for (const wanted of names) if (!there.has(wanted)) missing.push(`${service} ${kind} ${wanted}`);
      };
      check(has.operations, 'call', (step) => (step.kind === 'call' ? step.operation : undefined));
      check(has.pages, 'pages', (step) => (step.kind === 'pages' ? step.operation : undefined));
      check(has.waiters, 'wait', (step) => (step.kind === 'wait' ? step.waiter : undefined));
    }
    expect(missing).toEqual([]);
  });
});
