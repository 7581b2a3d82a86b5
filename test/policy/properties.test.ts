// What must hold for any request and any policies, whatever the rules in detail.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coversAction, findAction } from '../../src/policy/action.ts';
import { readCase } from '../../src/policy/case.ts';
import {
  type AuthorizationRequest,
  compile,
  decide,
  explain,
  type NamedPolicy,
  parse,
  type StatementJson,
} from '../../src/policy/index.ts';
import { anyCase } from '../oracle/generate.ts';
import type { Case } from '../oracle/oracle.ts';

const runs = { numRuns: 400 };
const read = (c: Case): AuthorizationRequest => {
  const found = readCase(JSON.stringify(c));
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.request;
};
const asked = anyCase.map(read);
const statements = ({ compiled }: NamedPolicy) => compiled.statements.map(({ json }) => json);
const rebuilt = (
  policy: NamedPolicy,
  change: (list: readonly StatementJson[]) => readonly StatementJson[],
): NamedPolicy => ({
  name: policy.name,
  compiled: compile({ ...policy.compiled.document, Statement: change(statements(policy)) }),
});
const everywhere = (
  request: AuthorizationRequest,
  change: (policy: NamedPolicy) => NamedPolicy,
): AuthorizationRequest => ({
  ...request,
  identity: request.identity.map(change),
  boundary: request.boundary.map(change),
  session: request.session?.map(change) ?? null,
  resourcePolicy: request.resourcePolicy && change(request.resourcePolicy),
  scp: request.scp.map((level) => level.map(change)),
  rcp: request.rcp.map((level) => level.map(change)),
  endpoint: request.endpoint.map(change),
});
const always: NamedPolicy = {
  name: 'always',
  compiled: compile({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' },
  }),
};

test('an added Deny never allows', () => {
  fc.assert(
    fc.property(asked, (request) => {
      const before = decide(request).decision;
      for (const more of [
        { ...request, identity: [...request.identity, always] },
        { ...request, endpoint: [...request.endpoint, always] },
        {
          ...request,
          resourcePolicy: request.resourcePolicy
            ? rebuilt(request.resourcePolicy, (list) => [...list, ...statements(always)])
            : always,
        },
      ]) {
        if (decide(more).decision === 'allow') expect(before).toBe('allow');
      }
    }),
    runs,
  );
});

test('boundary, session policies, SCP, RCP and endpoint policies never add access', () => {
  fc.assert(
    fc.property(asked, (request) => {
      const { roleArn, ...rest } = request;
      const bare = {
        ...rest,
        ...(roleArn ? { roleArn } : {}),
        boundary: [],
        session: request.principal.includes('federated-user') ? request.session : null,
        scp: [],
        rcp: [],
        endpoint: [],
      };
      if (decide(request).decision === 'allow') expect(decide(bare).decision).toBe('allow');
    }),
    runs,
  );
});

test('order of policies and statements, and policies given twice, change nothing', () => {
  fc.assert(
    fc.property(asked, (request) => {
      const turned = everywhere(request, (policy) => rebuilt(policy, (list) => [...list].reverse()));
      const twice = { ...turned, identity: [...turned.identity, ...turned.identity].reverse() };
      expect(decide(twice)).toEqual(decide(request));
    }),
    runs,
  );
});

test('letter case of actions and condition keys changes nothing', () => {
  const swap = (text: string) =>
    [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');
  fc.assert(
    fc.property(asked, (request) => {
      const swapped = everywhere({ ...request, action: swap(request.action) }, (policy) =>
        rebuilt(policy, (list) =>
          list.map((statement) => {
            const element = statement.Action === undefined ? 'NotAction' : 'Action';
            return { ...statement, [element]: [statement[element] ?? []].flat().map(swap) };
          }),
        ),
      );
      const context = Object.fromEntries(
        Object.entries(request.context).map(([key, value]) => [swap(key), value]),
      );
      expect(decide({ ...swapped, context })).toEqual(decide(request));
    }),
    runs,
  );
});

test('a list of actions or resources may be split into statements', () => {
  fc.assert(
    fc.property(asked, (request) => {
      const split = everywhere(request, (policy) =>
        rebuilt(policy, (list) =>
          list.flatMap((statement) => {
            const actions = statement.Action === undefined ? [undefined] : [statement.Action].flat();
            const resources = statement.Resource === undefined ? [undefined] : [statement.Resource].flat();
            return actions.flatMap((Action) =>
              resources.map((Resource) => ({
                ...statement,
                ...(Action === undefined ? {} : { Action }),
                ...(Resource === undefined ? {} : { Resource }),
              })),
            );
          }),
        ),
      );
      expect(decide(split)).toEqual(decide(request));
    }),
    runs,
  );
});

test('explain decides as decide does, and is plain JSON with pointers into the documents', () => {
  fc.assert(
    fc.property(asked, (request) => {
      const told = explain(request);
      expect({ decision: told.decision, decidedBy: told.decidedBy }).toEqual(decide(request));
      expect(JSON.parse(JSON.stringify(told))).toEqual(told);
      for (const { policies } of told.layers) {
        for (const { statements: traces } of policies) {
          for (const { elements } of traces)
            for (const { pointer } of elements) expect(pointer).toMatch(/^\/Statement(\/\d+)?/);
        }
      }
    }),
    runs,
  );
});

test('parsing what was printed gives the same policy', () => {
  fc.assert(
    fc.property(asked, (request) => {
      for (const { compiled } of request.identity) {
        expect(parse(JSON.stringify(compiled.document, null, 2))).toEqual({
          ok: true,
          document: compiled.document,
        });
      }
    }),
    runs,
  );
});

test('a list of actions read through and the same list indexed agree', () => {
  const pattern = fc.constantFrom(
    '*',
    '**',
    's3:*',
    's3:Get*',
    'S3:GETOBJECT',
    's3:?etObject',
    's3*',
    's3',
    '*:Get*',
    'iam:*',
    ' s3:GetObject',
    's*:GetObject',
    's3:GetObject,s3:x',
  );
  const action = fc.constantFrom('s3:getobject', 's3:putobject', 'iam:createuser');
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 5 }), action, (patterns, wanted) => {
      const fresh = () => ({ element: 'Action' as const, patterns, asked: 0, index: null });
      const list = fresh();
      for (let i = 0; i < 5; i++) findAction(list, wanted);
      expect(coversAction(list, wanted)).toBe(coversAction(fresh(), wanted));
    }),
  );
});
