// The documented decisions, decided, explained and put through the command's own reader.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readCase } from '../../src/policy/case.ts';
import { decide, explain, validate } from '../../src/policy/index.ts';
import { decideByTheBook } from '../oracle/oracle.ts';

interface Documented {
  names: Record<string, string>;
  policies: Record<string, object[]>;
  cases: DocumentedCase[];
}
interface DocumentedCase {
  id: number;
  source: string;
  says: string;
  decision: string;
  by?: string;
  kind?: 'resource';
  finding?: string;
  [field: string]: unknown;
}

const file = readFileSync(new URL('documented.yaml', import.meta.url), 'utf8');
const { names, policies, cases } = parseYaml(file) as Documented;

function fillNames(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value).replace(/\$([A-Z_]+)/g, (_, name: string) => names[name] ?? `?${name}`),
  );
}

function document(name: string): object {
  if (!policies[name]) throw new Error(`no policy ${name}`);
  return { Version: '2012-10-17', Statement: fillNames(policies[name]) as object };
}

const named = (list: string[] = []) => list.map((name) => ({ name, document: document(name) }));

function caseLine(given: DocumentedCase): string {
  const {
    resourcePolicy,
    identity,
    boundary,
    session,
    scp,
    rcp,
    source,
    says,
    decision,
    by,
    kind,
    finding,
    ...rest
  } = given;
  const levels = (list: string[][] = []) => list.map((level) => named(level));
  return JSON.stringify({
    principal: names.USER,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    resourceAccount: String(given.resource ?? '').includes(':iam:') ? undefined : '111122223333',
    ...(fillNames(rest) as object),
    identity: named(identity as string[]),
    boundary: named(boundary as string[]),
    session: session ? named(session as string[]) : null,
    resourcePolicy: resourcePolicy ? named([resourcePolicy as string])[0] : null,
    scp: levels(scp as string[][]),
    rcp: levels(rcp as string[][]),
  });
}

test('all sixty are there', () => {
  expect(cases.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
});

for (const given of cases) {
  test(`${given.id}: ${given.says} (${given.source})`, () => {
    const read = readCase(caseLine(given));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const ruling = decide(read.request);
    expect(explain(read.request)).toMatchObject({ decision: ruling.decision, decidedBy: ruling.decidedBy });
    expect(decideByTheBook(JSON.parse(caseLine(given)))).toEqual(ruling);
    if (given.decision !== 'refused') {
      expect(ruling).toEqual({ decision: given.decision, decidedBy: given.by });
      return;
    }
    expect(ruling.decision).not.toBe('allow');
    const text = JSON.stringify(document(given.resourcePolicy as string));
    const found = validate(text, { kind: given.kind ?? 'resource' });
    expect(found.map(({ code, severity }) => [code, severity])).toContainEqual([given.finding, 'error']);
  });
}
