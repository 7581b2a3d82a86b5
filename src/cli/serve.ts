// rootless serve: one simulated account on a port, for the AWS CLI, boto3, Terraform and people's own tests.
// Tests: test/clients, test/cloud/endpoint.test.ts
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Cloud, CloudTrailEvent, EventLog, World } from '../cloud/index.ts';
import { createCloud, createEventLog, emptyWorld, issuePracticeCredentials } from '../cloud/index.ts';
import type { Start } from '../practice/index.ts';
import { writeAccount } from '../practice/index.ts';
import { endpointListener, setTimeouts } from '../server/endpoint.ts';
import { listen } from '../server/listen.ts';
import { openStateFile } from '../server/state-file.ts';
import { readOptions, readPort, UsageError } from './options.ts';

const DEFAULT_ACCOUNT = '111122223333';

export interface ServeOptions {
  port: number;
  /** Default: the scenario's, else 111122223333. */
  account?: string | undefined;
  authentication: 'on' | 'off';
  scenario?: string | undefined;
  state?: string | undefined;
  seed: string;
  /** ms since 1970 that the account's clock starts at; undefined: the real time. */
  now?: number | undefined;
  allowOrigins: string[];
  hostname: string;
}

export function readServeOptions(args: string[]): ServeOptions {
  const values = readOptions(args, {
    port: { type: 'string', default: '4566' },
    host: { type: 'string', default: '127.0.0.1' },
    account: { type: 'string' },
    auth: { type: 'string', default: 'on' },
    scenario: { type: 'string' },
    state: { type: 'string' },
    seed: { type: 'string' },
    now: { type: 'string' },
    'allow-origin': { type: 'string', multiple: true, default: [] },
  });
  const port = readPort('port', values.port);
  if (values.auth !== 'on' && values.auth !== 'off')
    throw new UsageError(`--auth ${values.auth} is not known. Write on or off.`);
  const { account } = values;
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`--account ${account} is no account id. Write twelve digits.`);
  const now = readTime(values.now);
  return {
    port,
    account,
    authentication: values.auth,
    scenario: values.scenario,
    state: values.state,
    seed: values.seed ?? randomBytes(8).toString('hex'),
    now,
    allowOrigins: values['allow-origin'],
    hostname: values.host,
  };
}

/** ms since 1970 of what --now says. */
export function readTime(text: string | undefined): number | undefined {
  const now = text === undefined ? undefined : Date.parse(text);
  if (now !== undefined && Number.isNaN(now))
    throw new UsageError(`--now ${text} is no time. Write it like 2026-11-23T15:00:00Z.`);
  return now;
}

export async function serveCommand(args: string[]): Promise<number> {
  const options = readServeOptions(args);
  // Under load V8 lets its heap grow to ten times what lives in it. With this it collects sooner, at no cost that
  // `npm run bench -- cloud` could see: 310 MB became 125 with 5,000 users and 100,000 events.
  setFlagsFromString('--optimize-for-size');
  const server = await startEndpoint(options);
  process.stdout.write(server.greeting);
  return new Promise((resolve) => {
    const stop = () => void server.close().then(() => resolve(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

export interface RunningEndpoint {
  port: number;
  greeting: string;
  cloud: Cloud;
  credentials: { accessKeyId: string; secretAccessKey: string };
  close(): Promise<void>;
}

/** Starts at `start`, or is the real time. */
export function accountClock(start: number | undefined): () => number {
  const started = Date.now();
  return () => (start === undefined ? Date.now() : start + Date.now() - started);
}

/** The account as it is at first, its root with the practice key, and the clock it goes by. */
export interface FreshAccount {
  world: World;
  /** What happened in it before; empty where its scenario does not say what day it is. */
  history: readonly CloudTrailEvent[];
  clock: () => number;
}

/**
 * A scenario's account or an empty one. The clock starts at `now`, else at the day of the scenario, else it is the real one.
 * @param after the clock starts no earlier: the last thing that happened, where the account goes on
 */
export async function freshAccount(
  options: Pick<ServeOptions, 'account' | 'scenario' | 'seed' | 'now'>,
  after = 0,
): Promise<FreshAccount> {
  const begun: Partial<Start> = options.scenario ? await scenarioStart(options.scenario, options) : {};
  const today = begun.today === undefined ? undefined : Math.max(begun.today, after);
  const clock = accountClock(options.now ?? today);
  const world =
    begun.world ??
    emptyWorld({ account: options.account ?? DEFAULT_ACCOUNT, seed: options.seed, created: clock() });
  const root = `arn:aws:iam::${world.home}:root`;
  return {
    world: issuePracticeCredentials(world, root, { now: clock() }).world,
    history: begun.history ?? [],
    clock,
  };
}

export function eventsOf(history: readonly CloudTrailEvent[]): EventLog {
  const log = createEventLog();
  for (const event of history) log.append(event);
  return log;
}

export async function startEndpoint(options: ServeOptions): Promise<RunningEndpoint> {
  const state = options.state === undefined ? undefined : openStateFile(options.state);
  const [last] = state?.events.newest() ?? [];
  const fresh = await freshAccount(options, last && Date.parse(last.eventTime));
  let { clock } = fresh;
  const cloud = createCloud({
    world: state?.world ?? fresh.world,
    events: state?.world ? state.events : eventsOf(fresh.history),
    seed: options.seed,
    authentication: options.authentication,
  });
  if (state && !state.world) state.begin(cloud.world, fresh.history);
  if (state) cloud.subscribe((record) => state.record(record));
  const { credentials } = issuePracticeCredentials(cloud.world, `arn:aws:iam::${cloud.world.home}:root`);
  const listening = await listen(
    endpointListener({
      handle: (request) => cloud.handle(request, { wall: Date.now(), now: clock() }),
      reset: async () => {
        const again = await freshAccount(options);
        // A clock that was set by --now goes on.
        if (options.now === undefined) clock = again.clock;
        cloud.replace(again.world, eventsOf(again.history));
        state?.begin(again.world, again.history);
      },
      account: () => writeAccount(cloud.world, Date.now()),
      allowOrigins: options.allowOrigins,
    }),
    { port: options.port, hostname: options.hostname },
  );
  setTimeouts(listening.server);
  const address = `http://${options.hostname}:${listening.port}`;
  return {
    port: listening.port,
    cloud,
    credentials,
    greeting: greeting(address, cloud.world.home, options, credentials),
    close: async () => {
      await listening.close();
      state?.close();
    },
  };
}

function greeting(
  address: string,
  account: string,
  options: ServeOptions,
  key: { accessKeyId: string; secretAccessKey: string },
): string {
  const lines =
    options.authentication === 'on'
      ? [`Account ${account}: this is the root user's practice key.`]
      : [
          `Account ${account}, --auth off: every caller is the account's root, and signatures are not checked.`,
        ];
  return [
    `The AWS endpoint of the practice account is ${address}`,
    ...lines,
    '',
    `  export AWS_ENDPOINT_URL=${address}`,
    `  export AWS_ACCESS_KEY_ID=${key.accessKeyId}`,
    `  export AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`,
    '  export AWS_DEFAULT_REGION=us-east-1',
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}

/** A scenario of the course by its id, any scenario file, or an account saved as a file in the browser (.json). */
async function scenarioStart(
  name: string,
  { seed, account }: Pick<ServeOptions, 'seed' | 'account'>,
): Promise<Start> {
  const [{ readContent, formatError }, { scenarioSchema }, { materialiseStart, readAccount }] =
    await Promise.all([
      import('../exercise/content.ts'),
      import('../exercise/schema.ts'),
      import('../practice/index.ts'),
    ]);
  const scenarios = resolve(import.meta.dirname, '../../content/en/scenarios');
  const file = /\.(ya?ml|json)$/.test(name) ? resolve(name) : join(scenarios, `${name}.yaml`);
  if (!existsSync(file)) {
    const known = readdirSync(scenarios).map((entry) => entry.replace(/\.yaml$/, ''));
    throw new UsageError(
      `There is no scenario ${name}. Write the path of a file, or one of: ${known.join(', ')}.`,
    );
  }
  let text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) {
    const world = readAccount(text);
    if (account === undefined || account === world.home) return { world };
    throw new UsageError(`The account in ${name} is ${world.home}. Leave --account out.`);
  }
  const own = /^ {2}id: *['"]?(\d{12})/m.exec(text)?.[1];
  // The scenario's policies name its account too.
  if (account !== undefined && own !== undefined) text = text.replaceAll(own, account);
  const content = readContent(text, file, scenarioSchema);
  if (!content.ok) throw new UsageError(content.errors.map(formatError).join('\n'));
  return materialiseStart(content.value, seed);
}
