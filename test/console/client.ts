// An IAM client that answers from a table and keeps what it was asked, for tests of what the console sends.
import type { IAMClient } from '@aws-sdk/client-iam';

export interface Asked {
  operation: string;
  input: Record<string, unknown>;
}

export type Answers = Record<string, unknown | ((input: Record<string, unknown>) => unknown)>;

export const refusal = (code: string, message: string): Error =>
  Object.assign(new Error(message), {
    name: code,
    $metadata: { requestId: `id-${code}`, httpStatusCode: code === 'NoSuchEntityException' ? 404 : 403 },
  });

/** An answer that is an Error is thrown; an operation without an answer answers with nothing in it. */
export function answering(answers: Answers): { iam: IAMClient; asked: Asked[]; operations: () => string[] } {
  const asked: Asked[] = [];
  const iam = {
    async send(command: { constructor: { name: string }; input: Record<string, unknown> }) {
      const operation = command.constructor.name.replace(/Command$/, '');
      asked.push({ operation, input: command.input });
      const answer = answers[operation];
      const value = typeof answer === 'function' ? answer(command.input) : answer;
      if (value instanceof Error) throw value;
      return value ?? {};
    },
  } as unknown as IAMClient;
  return { iam, asked, operations: () => asked.map((one) => one.operation) };
}
