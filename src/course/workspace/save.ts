// Saves a policy's text to the account, as the root user, by the requests that the console would make. Brings the SDK's
// IAM client, so it is loaded with the first saving. Tests: test/course/workspace/policies.test.ts
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { hostRequestHandler } from '../../practice/client.ts';
import type { AccountHost } from '../../practice/index.ts';
import { pathOf } from './policies.ts';

export type Saved =
  /** `path`: its address in the editor. */
  { ok: true; path: string } | { ok: false; message: string; requestId: string | undefined };

/** @param path as of an `Openable`; '' for a new managed policy, which gets `name` */
export async function savePolicy(
  host: AccountHost,
  path: string,
  name: string,
  text: string,
): Promise<Saved> {
  const iam = new IAMClient({
    region: 'us-east-1',
    credentials: () => host.tools.credentials(),
    requestHandler: hostRequestHandler(host),
    maxAttempts: 1,
  });
  const [kind = '', ...rest] = path.split('/').map(decodeURIComponent);
  const [holder = '', policy = ''] = rest;
  const inline = { PolicyName: policy, PolicyDocument: text };
  try {
    switch (kind) {
      case '': {
        const { Policy } = await iam.send(
          new CreatePolicyCommand({ PolicyName: name, PolicyDocument: text }),
        );
        return { ok: true, path: pathOf('policy', Policy?.Arn ?? '') };
      }
      case 'policy':
        await iam.send(
          new CreatePolicyVersionCommand({ PolicyArn: holder, PolicyDocument: text, SetAsDefault: true }),
        );
        break;
      case 'user':
        await iam.send(new PutUserPolicyCommand({ UserName: holder, ...inline }));
        break;
      case 'group':
        await iam.send(new PutGroupPolicyCommand({ GroupName: holder, ...inline }));
        break;
      case 'role':
        await iam.send(new PutRolePolicyCommand({ RoleName: holder, ...inline }));
        break;
      default:
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: holder, PolicyDocument: text }));
    }
    return { ok: true, path };
  } catch (error) {
    const { message, $metadata } = error as Error & { $metadata?: { requestId?: string } };
    return { ok: false, message, requestId: $metadata?.requestId };
  } finally {
    iam.destroy();
  }
}
