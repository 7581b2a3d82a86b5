// The terminal: how long a line takes to answer in an account of 100 and of 5,000 users, in Node (the same shell and
// the same account as in the page, without the border of its workers). At most 50 ms and 200 ms are wanted.
import { createCloud, emptyWorld, issuePracticeCredentials } from '../../src/cloud/index.ts';
import { createShell, type Shell } from '../../src/terminal/shell/index.ts';
import { type Figure, median } from './figure.ts';

const root = 'arn:aws:iam::111122223333:root';

export async function* figures(): AsyncGenerator<Figure> {
  for (const users of [100, 5000]) {
    const shell = await shellWith(users);
    for (const [name, line] of [
      ['create-user', (round: number) => `aws iam create-user --user-name new-${round}`],
      ['get-user', () => 'aws iam get-user --user-name user-7'],
      ['list-users, all pages', () => 'aws iam list-users'],
      ['list-users, text and a query', () => "aws iam list-users --query 'Users[].UserName' --output text"],
      ['list-users in a pipe to jq', () => 'aws iam list-users | jq -r .Users[].UserName | tail -1'],
      ['a refusal', () => 'aws iam get-user --user-name nobody'],
      ['echo', () => 'echo nothing of aws'],
    ] as const)
      yield {
        name: `terminal: ${name}, ${users.toLocaleString('en')} users`,
        value: Math.round((await timed(shell, line)) * 10) / 10,
        unit: 'ms',
      };
  }
}

async function timed(shell: Shell, line: (round: number) => string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const start = performance.now();
    const { stdout, stderr } = await shell.run(line(round));
    times.push(performance.now() - start);
    if (stdout === '' && stderr === '') throw new Error(`${line(round)} printed nothing`);
  }
  // The first ones load tables and warm up.
  return median(times.slice(3));
}

async function shellWith(users: number): Promise<Shell> {
  const now = Date.now();
  const { world, credentials } = issuePracticeCredentials(
    emptyWorld({ account: '111122223333', seed: 'bench', created: now }),
    root,
    { now },
  );
  const cloud = createCloud({ world, seed: 'bench', authentication: 'off' });
  const form = (name: string) =>
    new TextEncoder().encode(`Action=CreateUser&Version=2010-05-08&UserName=${name}`);
  for (let number = 0; number < users; number++)
    await cloud.handle(
      {
        method: 'POST',
        url: 'https://iam.amazonaws.com/',
        headers: { host: 'iam.amazonaws.com', 'content-type': 'application/x-www-form-urlencoded' },
        body: form(`user-${number}`),
      },
      { wall: now, now },
    );
  // From here on as in the page: signed, and verified.
  const open = createCloud({ world: cloud.world, seed: 'bench-2', authentication: 'on' });
  return createShell({
    version: 2,
    wall: Date.now,
    door: {
      send: (request) => open.handle(request, { wall: Date.now(), now: Date.now() }),
      signedIn: async () => credentials,
      profile: async () => undefined,
      whoami: async () => ({ account: '111122223333', arn: root, name: 'root' }),
      now: async () => Date.now(),
    },
  });
}
