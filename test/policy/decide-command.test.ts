// rootless decide as a process: lines in, lines out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLines } from '../../src/cli/lines.ts';
import { readCase } from '../../src/policy/case.ts';

const command = join(import.meta.dirname, '../../src/cli/rootless.ts');
const run = (input: string, ...args: string[]) => {
  const { stdout, status } = spawnSync(process.execPath, [command, 'decide', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return {
    status,
    answers: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
};

const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const basic = {
  principal: 'arn:aws:iam::111122223333:user/anna',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
};
const line = (given: object) => JSON.stringify({ ...basic, ...given });

test('answers in order, passes over blank lines and goes on after what it cannot read', () => {
  const input = [
    line({ id: '1', identity: [{ name: 'p', document: all }] }),
    '',
    '{"id":"broken", no',
    line({ id: 4, identity: [{ name: 'p', document: JSON.stringify(all) }] }),
    '   ',
    line({
      id: 'bad',
      identity: [{ name: 'p', document: { Statement: [{ Effect: 'Maybe', Action: '*', Resource: '*' }] } }],
    }),
    line({
      id: 'text',
      scp: [[{ name: 'p', document: '{\n "Statement": [\n  {"Effect": "Allow" "Action": "*"}]}' }]],
    }),
    line({}),
  ].join('\n');
  const { status, answers } = run(input);
  expect(status).toBe(0);
  expect(answers).toEqual([
    { id: '1', decision: 'allow', decidedBy: 'identity' },
    {
      id: 'broken',
      error: expect.objectContaining({ pointer: '', line: 3, column: 17, message: expect.any(String) }),
    },
    { id: 4, decision: 'allow', decidedBy: 'identity' },
    {
      id: 'bad',
      error: expect.objectContaining({
        pointer: '/identity/0/document/Statement/0/Effect',
        line: 6,
        column: expect.any(Number),
      }),
    },
    {
      id: 'text',
      error: expect.objectContaining({
        pointer: '/scp/0/0/document/Statement/0/Effect',
        line: 3,
        column: 22,
      }),
    },
    { id: null, decision: 'implicitDeny', decidedBy: 'identity' },
  ]);
});

test('reads a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decide-'));
  const file = join(folder, 'cases.jsonl');
  writeFileSync(file, `\uFEFF${line({ id: 'x' })}\r\n${line({ id: 'y' })}`);
  expect(run('', file).answers.map(({ id }) => id)).toEqual(['x', 'y']);
  rmSync(folder, { recursive: true });
  expect(run('', file).status).toBe(1);
  expect(run('', '--nonsense').status).toBe(2);
});

test('a line of ten megabytes is an error of its own', () => {
  const input = `${line({ id: 'long', identity: [{ name: 'x'.repeat(10_000_000), document: all }] })}\n${line({ id: 'next' })}\n`;
  const { answers } = run(input);
  expect(answers[0]).toMatchObject({ error: { pointer: '', line: 1 } });
  expect(answers[1]).toMatchObject({ id: 'next', decision: 'implicitDeny' });
});

test('what takes no resource is asked on star', () => {
  const statement = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::b' };
  const { answers } = run(
    line({
      id: 1,
      action: 's3:ListAllMyBuckets',
      resource: 'arn:aws:s3:::b',
      identity: [{ name: 'p', document: { Version: '2012-10-17', Statement: statement } }],
    }),
  );
  expect(answers[0]).toEqual({ id: 1, decision: 'implicitDeny', decidedBy: 'identity' });
});

describe('a case', () => {
  const wrong: [given: object, pointer: string][] = [
    [{ principal: undefined }, ''],
    [{ principal: 5 }, '/principal'],
    [{ action: 'GetObject' }, '/action'],
    [{ resource: null }, '/resource'],
    [{ context: [] }, '/context'],
    [{ context: { a: { b: 1 } } }, '/context/a'],
    [{ context: { a: ['x', null] } }, '/context/a/1'],
    [{ context: { 'aws:x': '1', 'AWS:X': '2' } }, '/context/AWS:X'],
    [{ identity: {} }, '/identity'],
    [{ scp: [{}] }, '/scp/0'],
    [{ rcp: [[5]] }, '/rcp/0/0'],
    [{ organization: { managementAccount: 1 } }, '/organization/managementAccount'],
    [{ session: 'x' }, '/session'],
  ];
  for (const [given, pointer] of wrong) {
    test(`${JSON.stringify(given)} is wrong at «${pointer}»`, () => {
      expect(readCase(line({ id: 7, ...given }))).toMatchObject({ ok: false, id: 7, error: { pointer } });
    });
  }
  test('takes numbers and booleans for context values, and fills in the principal’s keys', () => {
    const read = readCase(line({ context: { a: 1.5, b: true, c: ['x', 2] } }));
    expect(read.ok && read.request.context).toMatchObject({
      a: '1.5',
      b: 'true',
      c: ['x', '2'],
      'aws:username': 'anna',
      'aws:PrincipalAccount': '111122223333',
    });
  });
  test('tells no session from an empty one', () => {
    const sessionOf = (given: object) => {
      const read = readCase(line(given));
      return read.ok ? read.request.session : undefined;
    };
    expect([sessionOf({}), sessionOf({ session: null }), sessionOf({ session: [] })]).toEqual([
      null,
      null,
      [],
    ]);
  });
});

test('lines are whole, however the bytes are cut', async () => {
  const text = 'ä€😀\n\nx\r\nlast';
  for (let size = 1; size < 6; size++) {
    const chunks = async function* () {
      const bytes = Buffer.from(text);
      for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
    };
    const lines: unknown[] = [];
    for await (const some of readLines(chunks(), 100))
      lines.push(...some.map(({ number, text: one }) => [number, one]));
    expect(lines).toEqual([
      [1, 'ä€😀'],
      [2, ''],
      [3, 'x'],
      [4, 'last'],
    ]);
  }
});
