// rootless live: the site with a relay to the learner's own account. Tests: test/live/relay.test.ts.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromEnv, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { buildIfChanged, outFolder } from '../../scripts/build.ts';
import { type Failure, failureOf, named } from '../live/failure.ts';
import { judgeCaller } from '../live/guard.ts';
import { startLive } from '../server/live.ts';
import { readOptions, readPort, UsageError } from './options.ts';

export function readLiveOptions(args: string[]) {
  const values = readOptions(args, {
    port: { type: 'string', default: '4321' },
    profile: { type: 'string' },
    'allow-writes': { type: 'boolean', default: false },
    idle: { type: 'string', default: '30' },
  });
  const minutes = Number(values.idle);
  if (!(minutes > 0 && minutes <= 24 * 60))
    throw new UsageError(`--idle ${values.idle} is no number of minutes. Write 30, for instance.`);
  if (values.profile === '') throw new UsageError('--profile needs a name, as in ~/.aws/config.');
  return {
    port: readPort('port', values.port),
    profile: values.profile,
    allowWrites: values['allow-writes'],
    /** Milliseconds. */
    idle: minutes * 60_000,
  };
}

const refusals: Readonly<Record<string, string>> = {
  root: 'These are the root user’s credentials. Rootless does not take them: make a read-only role and use that. The page /live/ shows how.',
  federated:
    'These come from GetFederationToken and cannot call IAM. Use a role’s credentials (aws sts assume-role).',
  partition: 'This account is in another partition (China or GovCloud), which Rootless does not know.',
  strange: 'AWS names a kind of caller that Rootless does not know.',
};

const environmentKeys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

const askFailed: Readonly<Partial<Record<Failure, string>>> = {
  credentials:
    'AWS does not take these credentials: they are wrong or have ended. Sign in again (aws login, aws sso login), or name another profile with --profile',
  clock: 'AWS refused the signature because of its time: this machine’s clock is wrong',
  network: 'AWS could not be reached. Is this machine online?',
  timeout: 'AWS did not answer. Is this machine online?',
};

export async function liveCommand(args: string[]): Promise<number> {
  const { port, profile, allowWrites, idle } = readLiveOptions(args);
  // A profile that is named wins over keys in the environment, as with the AWS CLI; the SDK would warn of both.
  if (profile) for (const name of environmentKeys) delete process.env[name];
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
  // Apart from the first call: that nobody is signed in is something else than that AWS says no.
  const { accessKeyId } = await provider().catch((error: Error) => {
    throw new UsageError(
      `no credentials were found${profile ? ` for profile «${profile}»` : ''}. Looked as the AWS CLI does: environment, ~/.aws/config and ~/.aws/credentials, sign-ins of \`aws login\` and \`aws sso login\`. Sign in first, or name another profile with --profile. (${error.message})`,
    );
  });
  const who = await sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => {
    const failure = failureOf(named(error, false));
    throw new Error(`${askFailed[failure] ?? 'AWS refused to say who you are'}. (${error.message})`);
  });
  const caller = judgeCaller(who.Arn ?? '', accessKeyId);
  if (!caller.ok) throw new Error(refusals[caller.refusal] ?? caller.refusal);
  if (!buildIfChanged()) throw new Error('the site could not be built: see the message above.');
  return new Promise((done, failed) => {
    startLive({
      folder: outFolder(),
      port,
      credentials: provider,
      allowWrites,
      idle,
      endpoint,
      onIdle: () => {
        process.stdout.write(`${idle / 60_000} minutes without a call: the relay has ended.\n`);
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
