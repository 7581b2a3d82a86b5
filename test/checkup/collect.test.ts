// The collector against the simulated AWS through the SDK's clients, and against an AWS that is slow, refuses and ends.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkup } from '../../src/checkup/checkup.ts';
import { collect, isExpiry, type SendOperation } from '../../src/checkup/collect.ts';
import { pieces } from '../../src/checkup/evidence.ts';
import { readContent } from '../../src/exercise/content.ts';
import { scenarioSchema } from '../../src/exercise/schema.ts';
import { createCaller } from '../../src/practice/calls.ts';
import { createHost } from '../../src/practice/host.ts';
import { materialise, type Scenario } from '../../src/practice/scenario.ts';
import { memoryStore } from '../../src/practice/store.ts';

const now = Date.parse('2026-11-20T09:00:00Z');
const named = (name: string): Error => Object.assign(new Error(name), { name });

async function practiceSend(name: string): Promise<SendOperation> {
  const file = `content/en/scenarios/${name}.yaml`;
  const content = readContent(readFileSync(file, 'utf8'), file, scenarioSchema);
  if (!content.ok) throw new Error(content.errors[0]?.message);
  const world = await materialise(content.value as Scenario, name);
  const host = await createHost({
    key: name,
    store: memoryStore(),
    fresh: () => world,
    clock: Date.now,
    seed: name,
  } as never);
  const caller = createCaller({
    host,
    credentials: (as) => host.tools.credentials(as === 'root' ? undefined : as),
  });
  return async (service, operation, input) => {
    try {
      return (await caller.run({ service, operation, input })) ?? {};
    } catch (error) {
      throw named((error as { code?: string }).code ?? 'Failed');
    }
  };
}

const options = (send: SendOperation) => {
  let clock = now;
  return {
    send,
    now: () => clock,
    wait: async (milliseconds: number) => {
      clock += milliseconds;
    },
  };
};

describe('the collector', () => {
  it('sees a practice account through the SDK in at most 20 calls', async () => {
    const { evidence, calls } = await collect(options(await practiceSend('messy-account')));
    expect(calls).toBeLessThanOrEqual(20);
    const findings = checkup(evidence);
    const unseen = findings.filter(({ status, reason }) => status === 'couldNotSee' && reason !== 'person');
    expect(unseen).toEqual([]);
    expect(findings.filter(({ status }) => status === 'fail').length).toBeGreaterThan(4);
  });

  it('asks a account of 5,000 users in at most 80 calls, and judges it within a second', async () => {
    const users = Array.from({ length: 5000 }, (_, n) => ({
      UserName: `u${n}`,
      Arn: `arn:aws:iam::111122223333:user/u${n}`,
      UserId: 'AIDA',
      Path: '/',
      GroupList: [],
      AttachedManagedPolicies: [],
      UserPolicyList: [
        {
          PolicyName: 'p',
          PolicyDocument: encodeURIComponent('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'),
        },
      ],
    }));
    const page = 100;
    const { evidence, calls } = await collect(
      options(async (_service, operation, input) => {
        if (operation === 'GenerateCredentialReport') return { State: 'COMPLETE' };
        if (operation === 'GetCredentialReport')
          return {
            Content: new TextEncoder().encode(
              `user,arn,password_enabled,mfa_active,access_key_1_active\n${users.map((u) => `${u.UserName},${u.Arn},true,false,false`).join('\n')}`,
            ),
          };
        if (operation !== 'GetAccountAuthorizationDetails') return {};
        const from = Number(input.Marker ?? 0);
        const end = from + page;
        return {
          UserDetailList: users.slice(from, end),
          IsTruncated: end < users.length,
          Marker: String(end),
        };
      }),
    );
    expect(calls).toBeLessThanOrEqual(80);
    const findings = checkup(evidence);
    expect(findings.find(({ rule }) => rule === 'no-full-access')?.params).toEqual({ count: 5000 });
    expect(findings.find(({ rule }) => rule === 'user-mfa')?.params).toEqual({ count: 5000 });
  });

  it('names what may not be read, and reads the rest', async () => {
    const { evidence } = await collect(
      options(async (_service, operation) => {
        if (operation === 'GetAccountSummary') return { SummaryMap: { AccountMFAEnabled: 1 } };
        if (operation === 'GetAccountPasswordPolicy') throw named('NoSuchEntityException');
        if (operation === 'ListOrganizationsFeatures') throw named('CallerIsNotManagementAccountException');
        if (operation === 'ListVirtualMFADevices') throw named('TypeError');
        throw named('AccessDenied');
      }),
    );
    expect(evidence.summary.seen).toBe(true);
    expect(evidence.passwordPolicy).toEqual({ seen: true, value: null });
    expect(evidence.details).toMatchObject({
      reason: 'denied',
      operation: 'iam:GetAccountAuthorizationDetails',
    });
    expect(evidence.virtualMfa).toMatchObject({ reason: 'network' });
    expect(evidence.rootFeatures).toMatchObject({ reason: 'notManagement' });
  });

  it('takes an answer without its members for none, never for an account without faults', async () => {
    const { evidence } = await collect(options(async () => ({ State: 'COMPLETE' })));
    const seen = pieces.filter((piece) => evidence[piece].seen);
    expect(seen).toEqual([]);
    expect(evidence.trails).toMatchObject({
      reason: 'failed',
      detail: 'IncompleteAnswer: trailList is missing',
    });
    expect(checkup(evidence).filter(({ status }) => status !== 'couldNotSee')).toEqual([]);
  });

  it('slows down when AWS says so, and says that it waits', async () => {
    const refused = new Map<string, number>();
    const waits: string[] = [];
    const { evidence } = await collect({
      ...options(async (_service, operation) => {
        const times = refused.get(operation) ?? 0;
        refused.set(operation, times + 1);
        if (operation === 'GetAccountSummary' && times < 3) throw named('Throttling');
        if (operation === 'ListServerCertificates') throw named('Throttling');
        return { SummaryMap: {}, State: 'COMPLETE', Content: new TextEncoder().encode('x') };
      }),
      onProgress: ({ operation, waiting }) => void (waiting && waits.push(operation)),
    });
    expect(evidence.summary.seen).toBe(true);
    expect(evidence.certificates).toMatchObject({ reason: 'throttled' });
    expect(waits).toContain('GetAccountSummary');
  });

  it('stops when asked to, and keeps what it has', async () => {
    const stop = new AbortController();
    const { evidence } = await collect({
      ...options(async (_service, operation) => {
        if (operation === 'GetAccountAuthorizationDetails') stop.abort();
        return { SummaryMap: { AccountMFAEnabled: 1 }, State: 'COMPLETE', IsTruncated: false };
      }),
      signal: stop.signal,
    });
    expect(evidence.summary.seen).toBe(true);
    expect(evidence.certificates).toMatchObject({ reason: 'cancelled' });
  });

  it('gives up a report that is never ready, and ends with its credentials', async () => {
    const slow = await collect(
      options(async (_service, operation) =>
        operation === 'GenerateCredentialReport' ? { State: 'INPROGRESS' } : {},
      ),
    );
    expect(slow.evidence.report).toMatchObject({ reason: 'timeout' });
    const gone = collect(
      options(async () => {
        throw named('ExpiredToken');
      }),
    );
    await expect(gone).rejects.toSatisfy(isExpiry);
  });
});
