// attempt ACTION [ARN]: tries any of AWS's actions in the account. Its policies decide and its history records it; nothing
// is done. For services that the account does not simulate. Tests: test/terminal/shell.test.ts.
import { parseArguments } from '../aws/argparse.ts';
import type { Environment } from '../aws/environment.ts';
import { report } from '../aws/report.ts';
import { openSession } from '../aws/session.ts';
import { sign } from '../aws/sign.ts';
import { shellMessages } from '../strings.ts';

interface Result {
  stdout: string;
  stderr: string;
  exitCode: number;
}

export async function attemptCommand(words: readonly string[], environment: Environment): Promise<Result> {
  if (words.length === 0 || words.includes('--help'))
    return {
      stdout: words.length === 0 ? '' : shellMessages.attempt,
      stderr: words.length === 0 ? shellMessages.attempt : '',
      exitCode: words.length === 0 ? 2 : 0,
    };
  try {
    return await run(words, environment);
  } catch (error) {
    const { stderr, exitCode } = report(error, environment.version);
    // The aws command's usage would not help here.
    return {
      stdout: '',
      stderr: exitCode === 2 || exitCode === 252 ? shellMessages.attempt : stderr,
      exitCode,
    };
  }
}

async function run(words: readonly string[], environment: Environment): Promise<Result> {
  const { values } = parseArguments(
    [
      { flag: '--profile', dest: 'profile' },
      { flag: '--region', dest: 'region' },
      { flag: '--context', dest: 'context', takes: 'some' },
    ],
    [{ dest: 'action' }, { dest: 'resource', takes: 'maybe' }],
    words,
  );
  const session = await openSession(environment, {
    endpointUrl: undefined,
    paginate: true,
    output: undefined,
    query: undefined,
    profile: values.profile as string | undefined,
    region: values.region as string | undefined,
    sign: true,
  });
  const found = await session.credentials();
  const context: Record<string, string[]> = {};
  for (const pair of (values.context ?? []) as string[]) {
    const at = pair.indexOf('=');
    if (at > 0) context[pair.slice(0, at)] = pair.slice(at + 1).split(',');
  }
  const request = {
    method: 'POST',
    url: 'https://portal.us-east-1.amazonaws.com/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Portal.Attempt' },
    body: new TextEncoder().encode(
      JSON.stringify({
        Action: values.action,
        Resource: values.resource,
        Region: session.region,
        Context: Object.keys(context).length > 0 ? context : undefined,
      }),
    ),
  };
  const scope = { region: 'us-east-1', service: 'portal', now: environment.wall() };
  const { status, body } = await environment.send(found ? sign(request, found.credentials, scope) : request);
  const answer = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
  const message = String(answer.Message ?? answer.message ?? '');
  if (status < 300) return { stdout: `${message}\n`, stderr: '', exitCode: 0 };
  const mistyped = String(answer.__type ?? '').includes('ValidationException');
  return { stdout: '', stderr: `attempt: ${message}\n`, exitCode: mistyped ? 2 : 1 };
}
