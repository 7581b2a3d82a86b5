// STS: taking on a role with a key of an account.
import type * as sdk from '@aws-sdk/client-sts';
import type { Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  checkDuration,
  denied,
  findRole,
  inherited,
  tagContext,
  takeOn,
  trustQuestion,
} from './role-session.ts';
import { mfaContext, provesMfa, sessionPolicies } from './session.ts';

const assumeRole = operation<sdk.AssumeRoleRequest, sdk.AssumeRoleResponse>({
  readOnly: true,
  aside: true,
  tellAnswer: true,
  questions(input, call) {
    const found = findRole(call, input.RoleArn);
    if (!found) return [];
    const context: Context = {
      'sts:RoleSessionName': input.RoleSessionName,
      ...(input.ExternalId === undefined ? {} : { 'sts:ExternalId': input.ExternalId }),
      ...(input.SourceIdentity === undefined ? {} : { 'sts:SourceIdentity': input.SourceIdentity }),
      ...tagContext(input.Tags, input.TransitiveTagKeys),
      ...(provesMfa(call, input.SerialNumber, input.TokenCode) ? mfaContext : {}),
    };
    const ask = (action: string) => trustQuestion(found, input.RoleArn, action, context);
    return [
      ask('sts:AssumeRole'),
      ...(input.Tags?.length ? [ask('sts:TagSession')] : []),
      ...(input.SourceIdentity === undefined ? [] : [ask('sts:SetSourceIdentity')]),
    ];
  },
  run(input, call) {
    const found = findRole(call, input.RoleArn) ?? denied(call, 'sts:AssumeRole', input.RoleArn);
    const seconds = input.DurationSeconds ?? 3600;
    checkDuration(call, found.role, seconds);
    const { policies, policyArns, packed } = sessionPolicies(
      call,
      input.Policy,
      input.PolicyArns,
      input.Tags,
    );
    const before = call.caller.key?.session;
    const sourceIdentity = before?.sourceIdentity ?? input.SourceIdentity;
    const mfa = input.SerialNumber !== undefined;
    const taken = takeOn(call, {
      found,
      name: input.RoleSessionName,
      seconds,
      session: {
        mfa: mfa || (before?.mfa ?? false),
        ...(mfa ? { mfaAt: call.times.now } : before?.mfaAt === undefined ? {} : { mfaAt: before.mfaAt }),
        policies,
        policyArns,
        tags: inherited(call, input.Tags ?? []),
        transitiveKeys: [...new Set([...(before?.transitiveKeys ?? []), ...(input.TransitiveTagKeys ?? [])])],
        sourceIdentity,
        via: 'AssumeRole',
      },
    });
    call.note({ resources: [{ ARN: input.RoleArn, accountId: found.account, type: 'AWS::IAM::Role' }] });
    return {
      ...taken,
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
});

export const roles: Operations = { AssumeRole: assumeRole };
