// The table of one service: as it is stored (packed) and as it is used.
// Source: AWS's Service Authorization Reference. Made by src/data/generator/actions.ts; tests: test/policy/actions-table.test.ts

import { dependentsOf } from './dependents.ts';

export const accessLevels = ['List', 'Read', 'Write', 'Permissions management', 'Tagging'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** Numbers point into `keys` and `types`. */
export interface PackedService {
  keys: [name: string, type: string][];
  types: [name: string, arn: string, keys: number[]][];
  actions: [
    name: string,
    level: number,
    resources: [type: number, required: 0 | 1, ...keys: number[]][],
    keys: number[],
  ][];
}

export interface ResourceType {
  readonly name: string;
  /** With placeholders: arn:${Partition}:iam::${Account}:user/${UserNameWithPath} */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

export interface ActionEntry {
  /** As AWS writes it: CreateUser. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Empty: the action takes only `*` as resource. */
  readonly resourceTypes: readonly { readonly type: ResourceType; readonly required: boolean }[];
  /** Of the action and of its resource types, with placeholders: aws:RequestTag/${TagKey}. */
  readonly conditionKeys: readonly string[];
  /** Other actions the caller needs as well, such as iam:PassRole. */
  readonly dependents: readonly string[];
}

export interface ServiceTable {
  readonly prefix: string;
  /** By name in lower case. */
  readonly actions: ReadonlyMap<string, ActionEntry>;
  readonly resourceTypes: readonly ResourceType[];
  /** Types by key name in lower case: String, Bool, ARN, Date, Numeric, IPAddress, ArrayOfString … */
  readonly conditionKeys: ReadonlyMap<string, string>;
}

export function unpack(prefix: string, packed: PackedService): ServiceTable {
  const keyName = (i: number) => packed.keys[i]?.[0] ?? '';
  const resourceTypes = packed.types.map(([name, arn, keys]) => ({
    name,
    arn,
    conditionKeys: keys.map(keyName),
  }));
  const actions = new Map<string, ActionEntry>();
  for (const [name, level, resources, keys] of packed.actions) {
    const used = resources.flatMap(([at, required, ...own]) => {
      const type = resourceTypes[at];
      return type ? [{ type, required: required === 1, own: own.map(keyName) }] : [];
    });
    const conditionKeys = new Set([
      ...keys.map(keyName),
      ...used.flatMap(({ type, own }) => [...own, ...type.conditionKeys]),
    ]);
    actions.set(name.toLowerCase(), {
      name,
      level: accessLevels[level] ?? 'Write',
      resourceTypes: used.map(({ type, required }) => ({ type, required })),
      conditionKeys: [...conditionKeys],
      dependents: dependentsOf(`${prefix}:${name}`),
    });
  }
  return {
    prefix,
    actions,
    resourceTypes,
    conditionKeys: new Map(packed.keys.map(([name, type]) => [name.toLowerCase(), type])),
  };
}
