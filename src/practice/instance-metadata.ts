// What software on an EC2 instance reads of itself, for a terminal without HTTP: the token first, then the path, as
// `curl` would inside the instance. Tests: test/practice/sessions.test.ts
import type { AccountHost } from './types.ts';

export interface MetadataAnswer {
  status: number;
  /** Plain text or JSON; of an error, what is wrong. */
  text: string;
}

const decoder = new TextDecoder();

/**
 * @param instance id of a running instance; absent: the only one that runs
 * @param path as after http://169.254.169.254/latest/: `meta-data/iam/security-credentials/`
 */
export async function readMetadata(
  host: Pick<AccountHost, 'handle'>,
  path: string,
  instance?: string,
): Promise<MetadataAnswer> {
  const base = `http://169.254.169.254${instance === undefined ? '' : `/_rootless/instances/${encodeURIComponent(instance)}`}/latest/`;
  const send = async (method: string, at: string, headers: Record<string, string>) => {
    const { status, body } = await host.handle({ method, url: base + at, headers, body: new Uint8Array() });
    return { status, text: decoder.decode(body) };
  };
  const token = await send('PUT', 'api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' });
  if (token.status !== 200) return token;
  return send('GET', path.replace(/^\/+/, ''), { 'x-aws-ec2-metadata-token': token.text });
}
