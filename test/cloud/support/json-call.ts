// Requests to the services that no SDK has a client for: JSON, signed like any other.
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from '../../../src/cloud/index.ts';
import type { TestAccount } from './account.ts';

export interface JsonAnswer {
  status: number;
  __type?: string;
  message?: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the operation answers
  [member: string]: any;
}

/** @param body an object, or the text of a body that is none */
export async function jsonCall(
  test: TestAccount,
  target: `${string}.${string}`,
  body: unknown,
  credentials?: Credentials,
  host = `${service(target)}.us-east-1.amazonaws.com`,
): Promise<JsonAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  let headers: Record<string, string> = {
    host,
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.1',
  };
  if (credentials) {
    const signer = new SignatureV4({
      service: service(target),
      region: 'us-east-1',
      credentials,
      sha256: Sha256,
    });
    const signed = await signer.sign({
      method: 'POST',
      protocol: 'https:',
      hostname: host,
      path: '/',
      headers,
      body: text,
    });
    headers = Object.fromEntries(
      Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
  }
  const response = await test.cloud.handle(
    { method: 'POST', url: `https://${host}/`, headers, body: new TextEncoder().encode(text) },
    { wall: Date.now(), now: test.now },
  );
  const answer = new TextDecoder().decode(response.body);
  return { ...(answer === '' ? {} : JSON.parse(answer)), status: response.status };
}

function service(target: string): string {
  return (target.split('.')[0] as string).replace(/^AWS/, '').toLowerCase();
}

/** The credentials an answer of SignIn brought. */
export function sessionKeys(answer: JsonAnswer): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
