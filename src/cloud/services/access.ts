// «May anna do this?», asked of a world without a request: for goals, the inspector and `attempt`. The answer is the
// engine's own, with every policy that would have a say in a real request. Tests: test/cloud/authorize.test.ts
import type {
  AuthorizationRequest,
  ContextValue,
  DecidedBy,
  Decision,
  Explanation,
} from '../../policy/index.ts';
import { decide, explain } from '../../policy/index.ts';
import type { Times } from '../wire/http.ts';
import { lastName, parseArn } from '../world/arn.ts';
import type { StoredPolicy } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { nameKey } from '../world/world.ts';
import { authorizationRequest } from './authorize.ts';
import type { Caller } from './caller.ts';
import { anonymous, roleArn, rootCaller, userArn } from './caller.ts';

export interface AccessQuestion {
  /** ARN of the account's root, a user, a role or a role's session; '*' for anybody. */
  principal: string;
  action: string;
  /** Default '*'. */
  resource?: string;
  context?: Readonly<Record<string, ContextValue>>;
  times: Times;
  /** The resource's own policy, where it has one. */
  policy?: StoredPolicy;
  /** Account of the resource, where it is another than the principal's. */
  account?: string;
}

export interface AccessAnswer {
  decision: Decision;
  decidedBy: DecidedBy;
  /** Worked out when first read. */
  readonly explanation: Explanation;
  request: AuthorizationRequest;
}

/** @throws Error when there is no such principal */
export function evaluateAccess(world: World, question: AccessQuestion): AccessAnswer {
  const request = authorizationRequest(
    world,
    callerByArn(world, question.principal),
    {
      action: question.action,
      resource: question.resource ?? '*',
      ...(question.context ? { context: question.context } : {}),
      ...(question.policy ? { policy: question.policy } : {}),
      ...(question.account ? { account: question.account } : {}),
    },
    { times: question.times, sourceIp: '203.0.113.10', userAgent: '', region: 'us-east-1', secure: true },
  );
  let explanation: Explanation | undefined;
  return {
    ...decide(request),
    request,
    get explanation() {
      explanation ??= explain(request);
      return explanation;
    },
  };
}

/** A principal as if it were calling now, with no key behind it. */
export function callerByArn(world: World, arn: string): Caller {
  if (arn === '*') return anonymous;
  const parsed = parseArn(arn);
  const account = parsed && world.accounts.get(parsed.account);
  const none = (): never => {
    throw new Error(`There is no principal ${arn} in this account.`);
  };
  if (!parsed || !account) return none();
  const { resource } = parsed;
  if (resource === 'root') return rootCaller(parsed.account);
  const [type, name = '', session = 'session'] = resource.split('/');
  if (parsed.service === 'sts' && type === 'assumed-role') {
    const role = account.roles.get(nameKey(name)) ?? none();
    return {
      kind: 'role',
      account: parsed.account,
      arn,
      userId: `${role.id}:${session}`,
      role,
      tags: role.tags,
    };
  }
  if (type === 'role') {
    const role = account.roles.get(nameKey(lastName(resource))) ?? none();
    if (roleArn(parsed.account, role) !== arn) none();
    return callerByArn(world, `arn:aws:sts::${parsed.account}:assumed-role/${role.name}/session`);
  }
  if (type !== 'user') return none();
  const user = account.users.get(nameKey(lastName(resource))) ?? none();
  if (userArn(parsed.account, user) !== arn) none();
  return { kind: 'user', account: parsed.account, arn, userId: user.id, user, tags: user.tags };
}
