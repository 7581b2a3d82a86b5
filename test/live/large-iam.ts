// IAM, STS and CloudTrail of an account with many users, as bytes on the wire: for counting calls and weighing pages.
import type { ClientConfig } from '../../src/console/index.ts';
import { hostRequestHandler } from '../../src/practice/client.ts';
import type { AccountHost } from '../../src/practice/types.ts';
import { type LargeAccount, largeAccount, largeReport } from './large-account.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** As IAM writes it: lists as `member`, policies URL-encoded. */
function xml(value: unknown, name = ''): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${xml(one)}</member>`).join('');
  if (/Document$/.test(name)) return encodeURIComponent(JSON.stringify(value));
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([key, one]) => `<${key}>${xml(one, key)}</${key}>`)
      .join('');
  return escaped(String(value));
}

const kinds = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

function page(account: LargeAccount, marker: number, size: number): object {
  const lists: Record<string, object[]> = {};
  let skip = marker;
  let room = size;
  for (const kind of kinds) {
    const taken = account[kind].slice(skip, skip + room);
    skip = Math.max(0, skip - account[kind].length);
    room -= taken.length;
    lists[kind] = taken;
  }
  const end = marker + size;
  const more = end < kinds.reduce((sum, kind) => sum + account[kind].length, 0);
  return { ...lists, IsTruncated: more, ...(more ? { Marker: end } : {}) };
}

export interface LargeIam {
  config: ClientConfig;
  /** For a server. */
  handle: AccountHost['handle'];
  /** Operations that were asked, in order. */
  asked: string[];
  /** The longest answer in characters. */
  longest(): number;
}

/** @param most what the service gives at most on one page, whatever is asked for */
export function largeIam(users: number, most = 1000): LargeIam {
  const account = largeAccount(users);
  const asked: string[] = [];
  let longest = 0;
  let polls = 0;
  const answers: Record<string, (input: URLSearchParams) => object> = {
    GetCallerIdentity: () => ({ Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/r/s' }),
    GetAccountSummary: () => ({
      SummaryMap: {
        entry: { key: 'Users', value: users },
      },
    }),
    GenerateCredentialReport: () => ({ State: polls++ < 2 ? 'STARTED' : 'COMPLETE' }),
    GetCredentialReport: () => ({
      Content: Buffer.from(largeReport(users)).toString('base64'),
      GeneratedTime: '2026-11-23T09:00:00Z',
    }),
    GetAccountAuthorizationDetails: (input) =>
      page(account, Number(input.get('Marker') ?? 0), Math.min(most, Number(input.get('MaxItems') ?? 100))),
    GetAccountPasswordPolicy: () => ({ PasswordPolicy: { MinimumPasswordLength: 14 } }),
    ListVirtualMFADevices: () => ({ VirtualMFADevices: [], IsTruncated: false }),
    ListServerCertificates: () => ({ ServerCertificateMetadataList: [], IsTruncated: false }),
    ListOrganizationsFeatures: () => ({ OrganizationId: 'o-exampleorgid', EnabledFeatures: [] }),
    ListAccountAliases: () => ({ AccountAliases: [], IsTruncated: false }),
  };
  const handle: LargeIam['handle'] = async ({ headers, body }) => {
    const input = new URLSearchParams(new TextDecoder().decode(body));
    const target = headers['x-amz-target']?.split('.').at(-1);
    const operation = target ?? input.get('Action') ?? '';
    asked.push(operation);
    if (target)
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: new TextEncoder().encode(JSON.stringify({ trailList: [] })),
      };
    const answer = answers[operation];
    if (!answer) throw new Error(`the test’s IAM does not know ${operation}`);
    const text = `<${operation}Response><${operation}Result>${xml(answer(input))}</${operation}Result></${operation}Response>`;
    longest = Math.max(longest, text.length);
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: new TextEncoder().encode(text) };
  };
  return {
    config: {
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) },
      requestHandler: hostRequestHandler({ handle }),
    },
    handle,
    asked,
    longest: () => longest,
  };
}
