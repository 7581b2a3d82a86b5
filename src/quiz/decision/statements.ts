// The policies of a case in the order in which they are shown and named: `identity/0/1` is the second statement of
// the first identity policy; in an organization the level stands before: `scp/1/0/0`. Light: pages use it.
import type { DecisionCase, NamedDocument } from '../model.ts';

export type CaseLayer = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp' | 'endpoint';

export interface ShownPolicy {
  layer: CaseLayer;
  /** In an organization, from its root (0) down. */
  level?: number;
  name: string;
  /** The document without its statements. */
  head: Readonly<Record<string, unknown>>;
  statements: readonly { id: string; json: unknown }[];
}

export function policiesOf(given: Partial<DecisionCase>): ShownPolicy[] {
  const list = (layer: CaseLayer, policies: readonly NamedDocument[] | null | undefined, level?: number) =>
    (policies ?? []).map((policy, index) => shown(layer, policy, index, level));
  const levels = (layer: CaseLayer, all: readonly (readonly NamedDocument[])[] | undefined) =>
    (all ?? []).flatMap((policies, level) => list(layer, policies, level));
  return [
    ...list('identity', given.identity),
    ...list('boundary', given.boundary),
    ...list('session', given.session),
    ...list('resource', given.resourcePolicy ? [given.resourcePolicy] : []),
    ...levels('scp', given.scp),
    ...levels('rcp', given.rcp),
    ...list('endpoint', given.endpoint),
  ];
}

function shown(layer: CaseLayer, policy: NamedDocument, index: number, level?: number): ShownPolicy {
  const { Statement, ...head } = documentOf(policy.document);
  const all = Array.isArray(Statement) ? Statement : Statement === undefined ? [] : [Statement];
  const path = level === undefined ? `${layer}/${index}` : `${layer}/${level}/${index}`;
  return {
    layer,
    ...(level === undefined ? {} : { level }),
    name: policy.name,
    head,
    statements: all.map((json, at) => ({ id: `${path}/${at}`, json })),
  };
}

/** A document may be written as JSON text. */
export function documentOf(document: unknown): Record<string, unknown> {
  const value: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
