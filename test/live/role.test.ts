// The read-only role: what the rules need and nothing else, in four forms.
import { expect, it } from 'vitest';
import { checkup, cisId, operationsOf } from '../../src/checkup/index.ts';
import { ruleSets, rulesIn, setOf } from '../../src/live/choice.ts';
import { piecesFor, readOnlyActions, readOnlyPolicy, roleForms, roleText } from '../../src/live/role.ts';
import { goodEvidence } from '../checkup/account.ts';

it('allows what the collector calls, and only reads', () => {
  const { Statement } = readOnlyPolicy() as { Statement: [{ Action: string[] }] };
  const actions = Statement[0].Action;
  expect(actions).toEqual(expect.arrayContaining(Object.values(operationsOf).flat()));
  expect(actions.filter((one) => !/:(?:Get|List|Describe|GenerateCredentialReport)/.test(one))).toEqual([]);
});

it('is smaller for fewer rules', () => {
  expect(piecesFor(['groups-only'])).toEqual(['details']);
  expect(JSON.stringify(readOnlyPolicy(['groups-only']))).not.toContain('cloudtrail');
});

it('is written in four forms, and takes no text for an account number', () => {
  for (const form of roleForms) {
    const text = roleText(form, `1"'; rm -rf`);
    expect(text).toContain('iam:GetAccountSummary');
    expect(text).not.toContain('rm -rf');
  }
  expect(JSON.parse(roleText('json', ''))).toHaveProperty('Statement');
  expect(JSON.parse(roleText('cloudformation', '111122223333'))).toHaveProperty('Resources');
});

it('follows the rules that are chosen: a set of them, a version of CIS, single ones', () => {
  for (const set of ruleSets) {
    const chosen = rulesIn(set);
    expect(chosen.length, set).toBeGreaterThan(0);
    expect(setOf(chosen, set), set).toBe(set);
    expect(setOf(chosen), set).not.toBeNull();
  }
  expect(rulesIn('cis-7.0')).not.toContain('one-key');
  expect(rulesIn('cis-3.0').every((id) => cisId(id, '3.0') !== undefined)).toBe(true);
  expect(setOf(['root-mfa'])).toBeNull();
  const actions = readOnlyActions(['password-length']);
  expect(actions).toEqual(['iam:GetAccountPasswordPolicy', 'iam:ListAccountAliases']);
  for (const form of roleForms) {
    const text = roleText(form, '111122223333', ['password-length']);
    expect(text).toContain('iam:GetAccountPasswordPolicy');
    expect(text).not.toContain('GetAccountAuthorizationDetails');
  }
});

it('may ask AWS’s simulator where that is wanted, about users and roles of this account only', () => {
  expect(JSON.stringify(readOnlyPolicy())).not.toContain('Simulate');
  const { Statement } = readOnlyPolicy(undefined, true, '111122223333') as {
    Statement: { Action: string[]; Resource: unknown }[];
  };
  expect(Statement[1]).toMatchObject({
    Action: ['iam:GetContextKeysForPrincipalPolicy', 'iam:SimulatePrincipalPolicy'],
    Resource: ['arn:aws:iam::111122223333:user/*', 'arn:aws:iam::111122223333:role/*'],
  });
  for (const form of roleForms)
    expect(roleText(form, '', undefined, true)).toContain('arn:aws:iam::*:role/*');
});

it('leaves the rules that were not chosen «not asked»', () => {
  const findings = checkup(goodEvidence(), {}, ['root-mfa']);
  expect(findings.filter(({ reason }) => reason !== 'notAsked').map(({ rule }) => rule)).toEqual([
    'root-mfa',
  ]);
});
