// The services that AWS has in its console only (signing in, root's own pages, the bill, the support plan): no SDK has a
// client for them, so this one sends their JSON, signed like any request: for scenarios, solutions and the console.
// Tests: test/practice/calls.test.ts.
import { Sha256 } from '@aws-crypto/sha256-js';
import type { Send } from './calls.ts';
import type { AccountHost, Credentials } from './types.ts';

/** Service → prefix of its X-Amz-Target. */
export const consoleServices: Readonly<Record<string, string>> = {
  signin: 'Signin',
  portal: 'Portal',
  billing: 'AWSBilling',
  supportplans: 'SupportPlans',
};

export function jsonClient(
  service: string,
  options: {
    host: Pick<AccountHost, 'handle'>;
    /** Undefined: unsigned, which signing in takes. */
    credentials: Credentials | undefined;
    region: string;
  },
): Send {
  const { host, credentials, region } = options;
  const hostname = `${service}.${region}.amazonaws.com`;
  return async ({ operation }, input) => {
    // Lazily, because a page that reads scenarios never signs.
    const { SignatureV4 } = await import('@smithy/signature-v4');
    const body = JSON.stringify(input);
    const plain = {
      host: hostname,
      'x-amz-target': `${consoleServices[service]}.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
    };
    const request = { method: 'POST', protocol: 'https:', hostname, path: '/', headers: plain, body };
    const { headers } = credentials
      ? await new SignatureV4({ service, region, credentials, sha256: Sha256 }).sign(request)
      : request;
    const answer = await host.handle({
      method: 'POST',
      url: `https://${hostname}/`,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: new TextEncoder().encode(body),
    });
    const text = new TextDecoder().decode(answer.body);
    const told = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    // As the SDK's answers and exceptions carry it.
    const $metadata = { httpStatusCode: answer.status, requestId: answer.headers['x-amzn-requestid'] };
    if (answer.status < 400) return { ...told, $metadata };
    const { __type, message, Message, ...details } = told;
    throw Object.assign(new Error(String(message ?? Message ?? '')), {
      ...details,
      name: String(__type ?? answer.status).replace(/^.*#/, ''),
      $metadata,
    });
  };
}
