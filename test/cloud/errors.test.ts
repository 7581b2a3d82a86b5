// Every error that IAM and STS declare and a client can provoke: code, status and sentence. What there is no case for is
// listed with the reason. What is told stands in errors/told-*.txt, to be read through when it changes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import schemas from '../../src/data/tables/schemas-iam.json' with { type: 'json' };
import stsSchemas from '../../src/data/tables/schemas-sts.json' with { type: 'json' };
import { begin, send } from './errors/account.ts';
import { type Case, iamCases, stsCases } from './errors/cases.ts';
import { declaredErrors } from './errors/declared.ts';
import { type FurtherCase, furtherIam, furtherSts, provokedElsewhere } from './errors/further.ts';
import { missing, missingOtherwise } from './errors/missing.ts';
import { refusals } from './errors/thrown.ts';
import { addNothing, everywhere, somewhere } from './errors/unprovoked.ts';
import { refusal } from './support/account.ts';

interface Schemas {
  operations: Record<string, { in?: string }>;
  structures: Record<string, { required: number; members: Record<string, unknown> }>;
  errors: Record<string, { code: string; status: number }>;
}

const tables: Record<string, Schemas> = {
  iam: schemas as unknown as Schemas,
  sts: stsSchemas as unknown as Schemas,
};

function hasReason(pair: string): boolean {
  const [operation = '', error = ''] = pair.split(' ');
  return (
    error in everywhere || pair in somewhere || (error === 'LimitExceeded' && addNothing.includes(operation))
  );
}

/** What asks an operation for a thing that is not there. */
function missingInput(operation: string): object {
  const otherwise = missingOtherwise[operation];
  if (otherwise) return otherwise;
  const { in: name = '' } = tables.iam?.operations[operation] ?? {};
  const { required = 0, members = {} } = tables.iam?.structures[name] ?? {};
  return Object.fromEntries(
    Object.keys(members)
      .filter((member, i) => i < required || member === 'UserName')
      .map((member) => {
        if (!(member in missing)) throw new Error(`missing.ts has no value for ${operation}.${member}`);
        return [member, missing[member]];
      }),
  );
}

const given = new Set(iamCases.map(({ operation, error }) => `${operation} ${error}`));
const absent = declaredErrors('iam')
  .filter((pair) => pair.endsWith(' NoSuchEntity') && !given.has(pair) && !hasReason(pair))
  .map((pair): Case => {
    const operation = pair.split(' ')[0] as string;
    return { operation, error: 'NoSuchEntity', input: missingInput(operation) };
  });

const all: Record<'iam' | 'sts', readonly Case[]> = { iam: [...iamCases, ...absent], sts: stsCases };

describe.each(['iam', 'sts'] as const)('%s', (service) => {
  it('has a case or a reason for every declared error, and no reason too many', () => {
    const cases = new Set(all[service].map(({ operation, error }) => `${operation} ${error}`));
    const declared = declaredErrors(service);
    expect(declared.filter((pair) => !cases.has(pair) && !hasReason(pair))).toEqual([]);
    const reasoned = [
      ...Object.keys(somewhere),
      ...addNothing.map((operation) => `${operation} LimitExceeded`),
    ];
    expect(reasoned.filter((pair) => declared.includes(pair) && cases.has(pair))).toEqual([]);
  });

  it('tells each with its code, its status and a sentence', { timeout: 60_000 }, async () => {
    const lines: string[] = [];
    for (const { operation, error, input, before = [], as = 'root', later = 0 } of all[service]) {
      const test = await begin();
      for (const step of before) await send(test, step);
      test.now += later;
      const given = typeof input === 'function' ? input(test.cloud.world, test.now) : input;
      const told = await refusal(send(test, [operation, given], as)).catch(() => ({
        code: 'none',
        status: 0,
        message: '',
      }));
      const wanted = tables[service]?.errors[`${error}Exception`];
      const mark = told.code === wanted?.code && told.status === wanted.status ? '' : `NOT ${wanted?.code}: `;
      lines.push(`${operation}  ${mark}${told.code} ${told.status}  ${told.message}`);
    }
    expect(lines.filter((line) => line.includes('NOT '))).toEqual([]);
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot(`errors/told-${service}.txt`);
  });
});

const further: Record<'iam' | 'sts', readonly FurtherCase[]> = { iam: furtherIam, sts: furtherSts };

describe.each(['iam', 'sts'] as const)('%s, what is not declared', (service) => {
  it('gets to every place in the code that refuses', { timeout: 60_000 }, async () => {
    const lines: string[] = [];
    const wrong: string[] = [];
    for (const { operation, error, status, input, before = [], as = 'root', later = 0 } of further[service]) {
      const test = await begin();
      for (const step of before) await send(test, step);
      test.now += later;
      const given = typeof input === 'function' ? input(test.cloud.world, test.now) : input;
      const told = await refusal(send(test, [operation, given], as)).catch(() => ({
        code: 'none',
        status: 0,
        message: '',
      }));
      const line = `${operation}  ${told.code} ${told.status}  ${told.message}`;
      lines.push(line);
      if (told.code !== error || told.status !== status) wrong.push(`wanted ${error} ${status}: ${line}`);
    }
    expect(wrong).toEqual([]);
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot(`errors/told-${service}-further.txt`);
    const declared = readFileSync(join(import.meta.dirname, `errors/told-${service}.txt`), 'utf8').split(
      '\n',
    );
    const reached = [...declared, ...lines].map((line) => {
      const [, code = '', message = ''] = /^\S+ {2}(\S+) \d+ {2}(.*)$/.exec(line) ?? [];
      return { code, message };
    });
    const missed = refusals(service).filter(
      (site) =>
        !reached.some(({ code, message }) => site.code.test(code) && site.message.test(message)) &&
        !Object.keys(provokedElsewhere).some((begun) => site.message.source.startsWith(`^${begun}`)),
    );
    expect(missed.map(({ at, code, message }) => `${at} ${code} ${message}`)).toEqual([]);
  });
});

it('gives no reason for an error or operation that does not declare it', () => {
  const declared = [...declaredErrors('iam'), ...declaredErrors('sts')];
  expect(Object.keys(somewhere).filter((pair) => !declared.includes(pair))).toEqual([]);
  const names = new Set(declared.map((pair) => pair.split(' ')[1]));
  expect(Object.keys(everywhere).filter((name) => !names.has(name))).toEqual([]);
});
