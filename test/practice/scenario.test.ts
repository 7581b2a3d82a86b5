import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accountOf, evaluateAccess, serializeWorld } from '../../src/cloud/index.ts';
import { readContent } from '../../src/exercise/content.ts';
import { scenarioSchema } from '../../src/exercise/schema.ts';
import { materialise, type Scenario, ScenarioError, scenarioCalls } from '../../src/practice/scenario.ts';

function scenario(name: string): Scenario {
  const file = `content/en/scenarios/${name}.yaml`;
  const content = readContent(readFileSync(file, 'utf8'), file, scenarioSchema);
  if (!content.ok) throw new Error(content.errors[0]?.message);
  return content.value as Scenario;
}

const empty: Scenario = {
  title: 'T',
  summary: 'S',
  account: { id: '111122223333', name: 'N', email: 'a@b.example' },
  opened: '2026-03-02T09:00:00Z',
  policies: [],
  groups: [],
  users: [],
  roles: [],
  calls: [],
};

describe('a scenario', () => {
  it('gives the same account every time, ids, secrets and dates included', async () => {
    const start = scenario('small-startup');
    const first = serializeWorld(await materialise(start, 'small-startup'));
    expect(serializeWorld(await materialise(start, 'small-startup'))).toEqual(first);
    expect(serializeWorld(await materialise(start, 'other'))).not.toEqual(first);
  });

  it('new-account has its root user and nobody else', async () => {
    const world = await materialise(scenario('new-account'), 'new-account');
    const account = accountOf(world, '111122223333');
    expect(account.users.size + account.groups.size + account.roles.size + account.policies.size).toBe(0);
    expect(account.settings.root.email).toBe('owner@acme.example');
    expect(account.settings.created).toBe(Date.parse('2026-03-02T09:00:00Z'));
  });

  it('small-startup has people whose permissions are real', async () => {
    const world = await materialise(scenario('small-startup'), 'small-startup');
    const users = accountOf(world, '444455556666').users;
    expect([...users.keys()].sort()).toEqual(['li', 'mira', 'noor', 'tom']);
    expect(users.get('tom')?.accessKeys.length).toBe(1);
    expect(users.get('li')?.password?.resetRequired).toBe(true);
    const may = (name: string, action: string, resource: string): string =>
      evaluateAccess(world, {
        principal: `arn:aws:iam::444455556666:user/${name}`,
        action,
        resource,
        times: { wall: 0, now: 0 },
      }).decision;
    expect(may('noor', 's3:GetObject', 'arn:aws:s3:::seedling-reports/q3.csv')).toBe('allow');
    expect(may('noor', 's3:PutObject', 'arn:aws:s3:::seedling-reports/q3.csv')).toBe('implicitDeny');
    expect(may('mira', 'iam:CreateUser', '*')).toBe('allow');
    expect(may('tom', 'iam:CreateUser', '*')).toBe('implicitDeny');
  });

  it('is made in an order in which each thing exists before it is used', () => {
    const calls = scenarioCalls(scenario('small-startup')).map(({ operation }) => operation);
    expect(calls.indexOf('CreatePolicy')).toBeLessThan(calls.indexOf('AttachGroupPolicy'));
    expect(calls.indexOf('CreateGroup')).toBeLessThan(calls.indexOf('AddUserToGroup'));
    expect(calls.indexOf('CreateUser')).toBeLessThan(calls.indexOf('AddUserToGroup'));
  });

  it('lets days pass, and calls be made by others and be refused', async () => {
    const world = await materialise(
      {
        ...empty,
        users: [
          {
            name: 'anna',
            groups: [],
            policies: ['IAMReadOnlyAccess'],
            inline: {},
            tags: { team: 'web' },
            accessKeys: 0,
          },
        ],
        calls: [
          { service: 'iam', operation: 'CreateUser', input: { UserName: 'late' }, days: 90 },
          {
            as: 'anna',
            service: 'iam',
            operation: 'CreateUser',
            input: { UserName: 'x' },
            refused: 'AccessDenied',
          },
        ],
      },
      'seed',
    );
    const users = accountOf(world, '111122223333').users;
    expect([...users.keys()].sort()).toEqual(['anna', 'late']);
    expect(users.get('anna')?.tags).toEqual([{ Key: 'team', Value: 'web' }]);
    const age = (users.get('late')?.created ?? 0) - Date.parse(empty.opened);
    expect(Math.floor(age / 86_400_000)).toBe(90);
  });

  it('may use any service the account has', async () => {
    const calls = [{ service: 'cloudtrail', operation: 'LookupEvents' }];
    await expect(materialise({ ...empty, calls }, 'seed')).resolves.toBeDefined();
  });

  it.each([
    [
      'twice the same user',
      { service: 'iam', operation: 'CreateUser', input: { UserName: 'anna' } },
      'EntityAlreadyExists',
    ],
    ['an unknown operation', { service: 'iam', operation: 'CreateUsers' }, 'no operation «CreateUsers»'],
    ['an unknown service', { service: 'iamm', operation: 'CreateUser' }, 'no service is called «iamm»'],
    [
      'a refusal that does not come',
      { service: 'iam', operation: 'ListUsers', refused: 'AccessDenied' },
      'was done',
    ],
    ['nobody', { as: 'cleo', service: 'iam', operation: 'ListUsers' }, 'nobody is called «cleo»'],
  ])('with %s says what the account refused', async (_, call, message) => {
    const anna = { name: 'anna', groups: [], policies: [], inline: {}, tags: {}, accessKeys: 0 };
    const error = await materialise({ ...empty, users: [anna], calls: [call] }, 'seed').catch(
      (found: Error) => found,
    );
    expect(String(error)).toContain(message);
    expect(error).toBeInstanceOf(ScenarioError);
    expect(error).toMatchObject({ path: ['calls', 0] });
  });

  const person = { groups: [], policies: [], inline: {}, tags: {}, accessKeys: 0 };
  const document = (effect: string): object => ({
    Version: '2012-10-17',
    Statement: { Effect: effect, Action: '*', Resource: '*' },
  });
  it.each<[string, Partial<Scenario>, (string | number)[], RegExp]>([
    [
      'a misspelt managed policy',
      {
        groups: [{ name: 'Developers', policies: ['AmazonS3FullAccess', 'AmazonEC2FulAccess'], inline: {} }],
      },
      ['groups', 0, 'policies', 1],
      /Did you mean «AmazonEC2FullAccess»/,
    ],
    [
      'a misspelt managed policy that is written as an ARN',
      {
        users: [{ ...person, name: 'anna', policies: ['arn:aws:iam::aws:policy/service-role/AWSLambdaRol'] }],
      },
      ['users', 0, 'policies', 0],
      /Did you mean «arn:aws:iam::aws:policy\/service-role\/AWSLambdaRole»/,
    ],
    [
      'a misspelt policy of its own',
      {
        policies: [{ name: 'ReadReports', document: document('Allow') }],
        users: [{ ...person, name: 'anna', policies: ['ReadReport'] }],
      },
      ['users', 0, 'policies', 0],
      /Did you mean «ReadReports»/,
    ],
    [
      'a policy that is like none',
      { users: [{ ...person, name: 'anna', policies: ['Everything-but-the-kitchen-sink'] }] },
      ['users', 0, 'policies', 0],
      /AWS managed policy/,
    ],
    [
      'a misspelt group',
      {
        groups: [{ name: 'Analysts', policies: [], inline: {} }],
        users: [
          { ...person, name: 'bert', groups: ['Analysts'] },
          { ...person, name: 'anna', groups: ['Analyst'] },
        ],
      },
      ['users', 1, 'groups', 0],
      /Did you mean «Analysts»/,
    ],
    [
      'a policy document that is none',
      { policies: [{ name: 'Mine', document: document('Perhaps') }] },
      ['policies', 0, 'document'],
      /Correct/,
    ],
    [
      'two users of one name',
      {
        users: [
          { ...person, name: 'anna' },
          { ...person, name: 'Anna' },
        ],
      },
      ['users', 1, 'name'],
      /Correct/,
    ],
  ])('with %s says where in the file, and what to write', async (_, parts, path, hint) => {
    const error = await materialise({ ...empty, ...parts }, 'seed').catch((found: unknown) => found);
    expect(error).toMatchObject({ path, hint: expect.stringMatching(hint) });
  });
});
