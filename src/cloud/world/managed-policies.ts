// The AWS managed policies: the same in every account, so they are in no world. Those the course uses are at hand; the
// list of all, and the other documents, are fetched when a request first needs them (src/data/generator).
// Tests: test/cloud/managed-policies.test.ts
import course from '../../data/tables/managed-policies-course.json' with { type: 'json' };
import type { StoredPolicy } from './entities.ts';
import { identifiers, seedNumber } from './identifiers.ts';

export interface AwsManagedPolicy extends StoredPolicy {
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly created: number;
  readonly updated: number;
  readonly version: number;
}

type IndexRow = readonly (string | number)[];

const prefix = 'arn:aws:iam::aws:policy/';
const known = new Map<string, AwsManagedPolicy>();
let complete = false;
let index: readonly IndexRow[] | undefined;

function enter(row: IndexRow, document: object): void {
  const policy = fromRow(row);
  known.set(policy.arn, { ...policy, document: JSON.stringify(document, null, 4) });
}

function fromRow([file, version, created, updated]: IndexRow): Omit<AwsManagedPolicy, 'document'> {
  const parts = String(file).split('/');
  const name = parts.pop() as string;
  return {
    arn: prefix + file,
    id: identifiers(seedNumber(String(file)), 0).entity('ANPA'),
    name,
    path: parts.length > 0 ? `/${parts.join('/')}/` : '/',
    version: Number(version),
    created: Number(created) * 1000,
    updated: Number(updated) * 1000,
  };
}

const courseDocuments = course.documents as Record<string, object>;
for (const row of course.index) enter(row, courseDocuments[row[0] as string] as object);

export function isAwsManaged(arn: string): boolean {
  return arn.startsWith(prefix);
}

/** Whether the document is at hand or known not to exist: otherwise `loadManagedPolicies` first. */
export function managedPolicyReady(arn: string): boolean {
  return complete || known.has(arn) || !isAwsManaged(arn);
}

export function managedPolicy(arn: string): AwsManagedPolicy | undefined {
  return known.get(arn);
}

/** Of a service-linked role: nobody else can use it. Known once `loadManagedPolicies` was waited for. */
export function isServicePolicy(arn: string): boolean {
  if (!arn.startsWith(`${prefix}aws-service-role/`)) return false;
  const file = arn.slice(prefix.length);
  return index?.some((row) => row[0] === file) ?? false;
}

/** All of them in order of name, as far as loaded; `document` is empty where it is not at hand. */
export function managedPolicies(): AwsManagedPolicy[] {
  if (!index) return [...known.values()];
  return index.map((row) => known.get(prefix + row[0]) ?? { ...fromRow(row), document: '' });
}

export async function loadManagedIndex(): Promise<void> {
  index ??= (await import('../../data/tables/managed-policies-index.json', { with: { type: 'json' } }))
    .default.index;
}

export async function loadManagedPolicies(): Promise<void> {
  if (complete) return;
  await loadManagedIndex();
  const { documents } = (
    await import('../../data/tables/managed-policies-others.json', { with: { type: 'json' } })
  ).default as { documents: Record<string, object> };
  for (const row of index as readonly IndexRow[]) {
    const document = documents[row[0] as string];
    if (document && !known.has(prefix + row[0])) enter(row, document);
  }
  complete = true;
}
