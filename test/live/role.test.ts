// The read-only role: what the rules need and nothing else, in four forms.
import { expect, it } from 'vitest';
import { operationsOf } from '../../src/checkup/index.ts';
import { piecesFor, readOnlyPolicy, roleForms, roleText } from '../../src/live/role.ts';

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
