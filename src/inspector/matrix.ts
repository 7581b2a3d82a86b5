// Who can: everybody of the account times some actions, and the map of who reaches what through what.
// Pure. Tests: test/inspector/account.test.ts
import { type ContextRecord, type Decision, decide, requestOf } from '../policy/index.ts';
import { type AccountPicture, type PicturedPolicy, policiesOf, rootOf, viewOf } from '../practice/picture.ts';

export interface Row {
  principal: string;
  name: string;
  kind: 'root' | 'user' | 'role';
  decisions: readonly Decision[];
}

/** One row for each principal, root first; one decision for each action, on one resource. */
export function matrixOf(
  picture: AccountPicture,
  actions: readonly string[],
  resource: string,
  context: ContextRecord = {},
): Row[] {
  const view = viewOf(picture);
  const row = (kind: Row['kind'], name: string, holder: Parameters<typeof requestOf>[1]): Row => ({
    principal: holder.arn,
    name,
    kind,
    decisions: actions.map((action) => decide(requestOf(view, holder, action, resource, context)).decision),
  });
  const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
  return [
    row('root', 'root', { arn: rootOf(picture), policies: [] }),
    ...[...view.users].map((user) => row('user', nameOf(user.arn), user)),
    ...[...view.roles].map((role) => row('role', nameOf(role.arn), role)),
  ];
}

export type NodeKind = 'user' | 'role' | 'group' | 'policy' | 'service';

export interface MapNode {
  id: string;
  kind: NodeKind;
  name: string;
}

export interface MapEdge {
  from: string;
  to: string;
  /** `all`: everything of the service; `some`: some actions; `assume`: may take on the role. */
  how: 'member' | 'has' | 'bounded' | 'all' | 'some' | 'assume';
}

export interface AccessMap {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
}

/** The service of «everything». */
export const EVERYTHING = '*';

/** Users, groups, roles, policies and services, and how one leads to the other. */
export function mapOf(picture: AccountPicture): AccessMap {
  const nodes = new Map<string, MapNode>();
  const edges: MapEdge[] = [];
  const node = (kind: NodeKind, id: string, name: string): string => {
    if (!nodes.has(id)) nodes.set(id, { id, kind, name });
    return id;
  };
  const policy = (holder: string, one: PicturedPolicy): void => {
    const id = node('policy', one.arn ?? `${holder}/${one.name}`, one.name);
    edges.push({ from: holder, to: id, how: 'has' });
    if (edges.some(({ from }) => from === id)) return;
    for (const [service, all] of servicesOf(one.text))
      edges.push({ from: id, to: node('service', `service/${service}`, service), how: all ? 'all' : 'some' });
  };
  for (const group of picture.groups) {
    node('group', group.arn, group.name);
    for (const one of policiesOf(picture, group)) policy(group.arn, one);
  }
  for (const role of picture.roles) {
    node('role', role.arn, role.name);
    for (const one of policiesOf(picture, role)) policy(role.arn, one);
  }
  const view = viewOf(picture);
  for (const user of picture.users) {
    node('user', user.arn, user.name);
    for (const name of user.groups) {
      const group = picture.groups.find((one) => one.name === name);
      if (group) edges.push({ from: user.arn, to: group.arn, how: 'member' });
    }
    for (const one of policiesOf(picture, user)) policy(user.arn, one);
  }
  for (const one of [...picture.users, ...picture.roles]) {
    if (one.boundary === undefined) continue;
    const bound = picture.policies[one.boundary];
    edges.push({
      from: one.arn,
      to: node('policy', one.boundary, bound?.name ?? one.boundary),
      how: 'bounded',
    });
  }
  // Who may take on a role: asked of the engine, because trust and permission both count.
  const roles = picture.roles.filter(({ linkedService }) => linkedService === undefined);
  for (const holder of view.users)
    for (const role of roles) {
      const { decision } = decide(requestOf(view, holder, 'sts:AssumeRole', role.arn));
      if (decision === 'allow') edges.push({ from: holder.arn, to: role.arn, how: 'assume' });
    }
  return { nodes: [...nodes.values()], edges };
}

/** The services that a text's Allow statements name, and whether all of each is given. */
export function servicesOf(text: string): Map<string, boolean> {
  const services = new Map<string, boolean>();
  let document: { Statement?: unknown };
  try {
    document = JSON.parse(text);
  } catch {
    return services;
  }
  type Part = { Effect?: string; Action?: string | string[]; NotAction?: unknown } | null;
  for (const statement of [document?.Statement].flat() as Part[]) {
    if (statement?.Effect !== 'Allow') continue;
    if (statement.NotAction !== undefined) services.set(EVERYTHING, services.get(EVERYTHING) ?? false);
    for (const action of [statement.Action ?? []].flat()) {
      const [prefix = '', name = ''] = action.toLowerCase().split(':');
      const service = /[*?]/.test(prefix) ? EVERYTHING : prefix;
      const all = service === EVERYTHING || name === '*';
      services.set(service, all || services.get(service) === true);
    }
  }
  return services;
}

/** Everything that can be reached from a node, or that leads to it, itself included. */
export function along(map: AccessMap, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  const walk = (next: (edge: MapEdge) => [string, string]): void => {
    const waiting = [id];
    const seen = new Set(waiting);
    while (waiting.length > 0) {
      const here = waiting.pop();
      for (const edge of map.edges) {
        const [from, to] = next(edge);
        if (from !== here || seen.has(to)) continue;
        seen.add(to);
        found.add(to);
        waiting.push(to);
      }
    }
  };
  walk(({ from, to }) => [from, to]);
  walk(({ from, to }) => [to, from]);
  return found;
}
