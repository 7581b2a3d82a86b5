// AWS's documented examples and other engines' mistakes, through the very command's path from line to answer.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { loadService } from '../../src/data/actions/index.ts';
import { readCase } from '../../src/policy/case.ts';
import { decide, explain, resourceAsked } from '../../src/policy/index.ts';
import { type Case, decideByTheBook } from '../oracle/oracle.ts';

type Statements = object[];
interface Example {
  name: string;
  source?: string;
  principal?: string;
  identity?: Statements[];
  boundary?: Statements[];
  resourcePolicy?: Statements;
  scp?: Statements[][];
  rcp?: Statements[][];
  endpoint?: Statements[];
  asks: { action: string; resource?: string; context?: object; gives: string }[];
  [field: string]: unknown;
}

const policy = (Statement: Statements, i = 0) => ({
  name: `p${i}`,
  document: { Version: '2012-10-17', Statement },
});

for (const file of ['examples.yaml', 'mistakes.yaml']) {
  describe(file, () => {
    for (const example of parseYaml(readFileSync(new URL(file, import.meta.url), 'utf8')) as Example[]) {
      const {
        name,
        source,
        asks,
        identity = [],
        boundary = [],
        resourcePolicy,
        scp = [],
        rcp = [],
        endpoint = [],
        ...rest
      } = example;
      for (const [i, { gives, ...asked }] of asks.entries()) {
        test(`${name} (${i + 1}) ${gives}`, async () => {
          const line = {
            principal: 'arn:aws:iam::111122223333:user/anna',
            resource: 'arn:aws:s3:::b/k',
            ...rest,
            ...asked,
            identity: identity.map(policy),
            boundary: boundary.map(policy),
            resourcePolicy: resourcePolicy ? policy(resourcePolicy) : null,
            scp: scp.map((level) => level.map(policy)),
            rcp: rcp.map((level) => level.map(policy)),
            endpoint: endpoint.map(policy),
          };
          const read = readCase(JSON.stringify(line));
          if (!read.ok) throw new Error(JSON.stringify(read.error));
          const table = await loadService(asked.action.split(':')[0] as string);
          const request = {
            ...read.request,
            resource: resourceAsked(asked.action, read.request.resource, table),
          };
          const { decision, decidedBy } = decide(request);
          expect(`${decision} ${decidedBy}`).toBe(gives);
          expect(explain(request)).toMatchObject({ decision, decidedBy });
          const context = request.context as Record<string, string | string[]>;
          expect(
            decideByTheBook({ ...line, context, resource: request.resource } as unknown as Case),
          ).toEqual({ decision, decidedBy });
        });
      }
    }
  });
}
