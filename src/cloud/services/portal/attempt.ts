// Attempt: any of AWS's actions, asked of the account's policies without a service behind it. Authorised and recorded
// like a real request, so that event history and inspector show it.
// Tests: test/cloud/attempt.test.ts
import type { ActionEntry, ServiceTable } from '../../../data/actions/index.ts';
import { loadedService, loadService, serviceNames } from '../../../data/actions/index.ts';
import { nearest } from '../../../policy/index.ts';
import type { HttpRequest } from '../../wire/http.ts';
import { textOf } from '../../wire/protocol.ts';
import { parseArn } from '../../world/arn.ts';
import { fail } from '../errors.ts';
import { simulated } from '../registry.ts';
import { ownPolicy } from '../resource-policies.ts';
import type { Call, Context, Operations, Parsed } from '../service.ts';
import { operation } from '../service.ts';
import type { AttemptRequest, AttemptResponse } from './model.ts';

const prefixOf = (action: string) => action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();

/** The table of the action's service, before the request is performed. */
function fetchTable(request: HttpRequest): Promise<unknown> | undefined {
  const action = /"Action"\s*:\s*"([\w-]+):/.exec(textOf(request))?.[1];
  return action === undefined ? undefined : loadService(action.toLowerCase());
}

function mistyped(written: string, suggestion: string | undefined, what: string): never {
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return fail('ValidationError', `${what}${hint}`, {
    details: { Written: written, ...(suggestion === undefined ? {} : { Suggestion: suggestion }) },
  });
}

function find(written: string): { table: ServiceTable; entry: ActionEntry; action: string } {
  const prefix = prefixOf(written);
  const name = written.slice(prefix.length + 1);
  if (prefix === '')
    return mistyped(written, undefined, `${written} is no action: write it as service:Action, s3:GetObject.`);
  const table = loadedService(prefix);
  if (!table) {
    const other = nearest(prefix, Object.keys(serviceNames));
    return mistyped(
      written,
      other === undefined ? undefined : `${other}:${name}`,
      `AWS has no service with the prefix ${prefix}.`,
    );
  }
  const entry = table.actions.get(name.toLowerCase());
  if (!entry) {
    const names = [...table.actions.values()].map((action) => action.name);
    const other = nearest(name, names);
    return mistyped(
      written,
      other === undefined ? undefined : `${prefix}:${other}`,
      `${serviceNames[prefix] ?? prefix} has no action ${name}.`,
    );
  }
  return { table, entry, action: `${prefix}:${entry.name}` };
}

/** arn:${Partition}:iam::${Account}:user/${UserNameWithPath}: each placeholder stands for any text. */
function fits(pattern: string, arn: string): boolean {
  const parts = pattern.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's').test(arn);
}

/** The resource that is asked on: an action without resource types is asked on «*». */
function resourceOf(entry: ActionEntry, action: string, written: string | undefined): string {
  if (written === undefined || written === '*') return '*';
  const patterns = entry.resourceTypes.map(({ type }) => type.arn);
  if (patterns.length === 0)
    return fail('ValidationError', `${action} takes no resource: attempt it without one, or with *.`);
  if (patterns.some((pattern) => fits(pattern, written))) return written;
  const forms = [...new Set(patterns)].join(' or ');
  return fail('ValidationError', `${action} does not work on ${written}. It takes ${forms}.`);
}

/** Keys that the request itself may bring; the others are the account's to say. */
const own = /^aws:(RequestTag|ResourceTag)\/|^aws:TagKeys$/i;

function contextOf(input: Parsed<AttemptRequest>): Context {
  const entries = Object.entries(input.Context ?? {});
  for (const [key] of entries)
    if (/^aws:/i.test(key) && !own.test(key))
      fail('ValidationError', `${key} is told by AWS, not by the request: leave it out.`);
  return Object.fromEntries(
    entries.map(([key, values]) => [key, values.length === 1 ? (values[0] as string) : values]),
  );
}

const reads = new Set(['List', 'Read']);

/** The record that the service itself would have written; what the request would have carried is unknown. */
function note(call: Call, prefix: string, entry: ActionEntry, resource: string): void {
  call.note({
    eventSource: `${prefix}.amazonaws.com`,
    eventName: entry.name,
    readOnly: reads.has(entry.level),
    requestParameters: null,
    responseElements: null,
    managementEvent: true,
    eventCategory: 'Management',
    additionalEventData: { practiceAttempt: true },
    ...(resource === '*' ? {} : { resources: [{ ARN: resource, accountId: parseArn(resource)?.account }] }),
  });
}

const attempt = operation<AttemptRequest, AttemptResponse>({
  action: null,
  dataEvent: true,
  readOnly: true,
  fetch: fetchTable,
  run(input, call) {
    const { table, entry, action } = find(input.Action.trim());
    const resource = resourceOf(entry, action, input.Resource?.trim());
    note(call, table.prefix, entry, resource);
    const region = input.Region ?? (parseArn(resource)?.region || undefined);
    call.authorize({
      action,
      resource,
      ...ownPolicy(call.tx.world, resource),
      context: { ...(region ? { 'aws:RequestedRegion': region } : {}), ...contextOf(input) },
    });
    const isSimulated = simulated[table.prefix]?.includes(entry.name) ?? false;
    return {
      Action: action,
      Resource: resource,
      ServiceName: serviceNames[table.prefix] ?? table.prefix,
      AccessLevel: entry.level,
      ResourceTypes: [...new Set(entry.resourceTypes.map(({ type }) => type.arn))],
      Simulated: isSimulated,
      Message: isSimulated
        ? 'Allowed. The practice account simulates this action: send the real request to do it.'
        : 'Allowed, but the practice account does not simulate this service.',
    };
  },
});

export const attempts: Operations = { Attempt: attempt };
