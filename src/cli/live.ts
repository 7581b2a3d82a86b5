// rootless live: the site with a relay to the learner's own account. Tests: test/live/relay.test.ts.
import { resolve } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromEnv, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { buildIfChanged } from '../../scripts/build.ts';
import { judgeCaller } from '../live/guard.ts';
import { startLive } from '../server/live.ts';
import { readOptions, readPort, UsageError } from './options.ts';

const root = resolve(import.meta.dirname, '../..');
const idle = 30 * 60_000;

export function readLiveOptions(args: string[]) {
  const values = readOptions(args, {
    port: { type: 'string', default: '4321' },
    profile: { type: 'string' },
    'allow-writes': { type: 'boolean', default: false },
  });
  if (values.profile === '') throw new UsageError('--profile needs a name, as in ~/.aws/config.');
  return {
    port: readPort('port', values.port),
    profile: values.profile,
    allowWrites: values['allow-writes'],
  };
}

const refusals: Readonly<Record<string, string>> = {
  root: 'These are the root user’s credentials. Rootless does not take them: make a read-only role and use that. The page /live/ shows how.',
  federated:
    'These come from GetFederationToken and cannot call IAM. Use a role’s credentials (aws sts assume-role).',
  partition: 'This account is in another partition (China or GovCloud), which Rootless does not know.',
  strange: 'AWS names a kind of caller that Rootless does not know.',
};

export async function liveCommand(args: string[]): Promise<number> {
  const { port, profile, allowWrites } = readLiveOptions(args);
  const provider =
    profile === undefined && process.env.AWS_ACCESS_KEY_ID
      ? fromEnv()
      : fromNodeProviderChain(profile ? { profile } : {});
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const sts = new STSClient({
    region: 'us-east-1',
    credentials: provider,
    ...(endpoint ? { endpoint } : {}),
  });
  const who = await sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => {
    throw new Error(
      `AWS does not know who you are: ${error.message} Sign in first (aws login, aws sso login), or name a profile with --profile.`,
    );
  });
  const { accessKeyId } = await provider();
  const caller = judgeCaller(who.Arn ?? '', accessKeyId);
  if (!caller.ok) throw new Error(refusals[caller.refusal] ?? caller.refusal);
  if (!buildIfChanged()) throw new Error('the site could not be built: see the message above.');
  return new Promise((done, failed) => {
    startLive({
      folder: resolve(root, 'dist'),
      port,
      credentials: provider,
      allowWrites,
      idle,
      endpoint,
      onIdle: () => {
        process.stdout.write('Half an hour without a call: the relay ends.\n');
        done(0);
      },
      log: (line) => process.stderr.write(`${line}\n`),
    }).then((running) => {
      process.stdout.write(`${running.moved ? `\nPort ${port} is taken, so the relay has the next free one.\n` : ''}
  Your account    ${caller.account}, as ${caller.name}
  Open            ${running.address}

Only this address may use the relay. It ${allowWrites ? 'may change IAM, because you said --allow-writes' : 'only reads'}. Ctrl-C ends it.
`);
      const stop = (): void => void running.close().then(() => done(0));
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
    }, failed);
  });
}
