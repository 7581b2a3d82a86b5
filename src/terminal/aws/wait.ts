// aws SERVICE wait: asks again and again until something is so. Tests: test/terminal/wire.test.ts.
import { fail } from './errors.ts';
import type { Waiter } from './model.ts';
import type { Call } from './operation.ts';
import type { Value } from './python.ts';
import { path } from './query.ts';
import type { Answer, Session } from './session.ts';

type Acceptor = Waiter['acceptors'][number];

/** @throws CliError where it can never be so, or has not become so in time */
export async function wait(session: Session, name: string, waiter: Waiter, call: Call): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const answer = await session.ask(call.model, call.operation, call.parameters);
    const accepted = waiter.acceptors.find((acceptor) => accepts(acceptor, answer));
    if (accepted?.state === 'success') return;
    if (!accepted && answer.error)
      fail(
        'other',
        `Waiter ${name} failed: An error occurred (${answer.error.code}): ${answer.error.message}`,
      );
    if (accepted?.state === 'failure')
      fail(
        'other',
        `Waiter ${name} failed: Waiter encountered a terminal failure state: ${explained(accepted)}`,
      );
    if (attempt >= waiter.maxAttempts)
      fail(
        'other',
        `Waiter ${name} failed: Max attempts exceeded${accepted ? `. Previously accepted state: ${explained(accepted)}` : ''}`,
      );
    await session.environment.sleep(waiter.delay * 1000);
  }
}

function accepts(
  { matcher, expected, argument = '@' }: Acceptor,
  { output, error, status }: Answer,
): boolean {
  if (matcher === 'status') return status === expected;
  if (matcher === 'error')
    return expected === true ? error !== undefined : expected === false ? !error : error?.code === expected;
  if (error) return false;
  const found = path(argument)(output);
  const same = (value: Value): boolean => JSON.stringify(value) === JSON.stringify(expected);
  if (matcher === 'path') return same(found);
  if (!Array.isArray(found) || found.length === 0) return false;
  return matcher === 'pathAll' ? found.every(same) : found.some(same);
}

function explained({ matcher, expected, argument }: Acceptor): string {
  switch (matcher) {
    case 'path':
      return `For expression "${argument}" we matched expected path: "${expected}"`;
    case 'pathAll':
      return `For expression "${argument}" all members matched expected path: "${expected}"`;
    case 'pathAny':
      return `For expression "${argument}" we matched expected path: "${expected}" at least once`;
    case 'status':
      return `Matched expected HTTP status code: ${expected}`;
    default:
      return `Matched expected service error code: ${expected}`;
  }
}
