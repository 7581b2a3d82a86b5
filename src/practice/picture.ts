// An account as the policies see it, as plain JSON: who is in it, what each is attached to, which resources have a
// policy of their own, what has an age. For the inspector and the editor, who ask «who can» and «what if» of it, and
// for live mode, which imports one. Kept free of the cloud: pages load this without it. Tests: test/practice/picture.test.ts
import {
  type AccountView,
  type AuthorizationRequest,
  type CompiledPolicy,
  type ContextRecord,
  compile,
  contextKeys,
  type Holder,
  type NamedPolicy,
  parse,
  requestOf,
} from '../policy/index.ts';

/** A policy's text as it is stored. `arn`: of a managed policy. */
export interface PicturedPolicy {
  name: string;
  text: string;
  arn?: string;
}

export interface PicturedHolder {
  arn: string;
  name: string;
  /** AIDA…, AROA… */
  id: string;
  tags: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  attached: readonly string[];
  inline: readonly PicturedPolicy[];
  /** ARN of the permissions boundary. */
  boundary?: string;
}

export interface PicturedUser extends PicturedHolder {
  /** Names of groups. */
  groups: readonly string[];
}

export interface PicturedRole extends PicturedHolder {
  trust: PicturedPolicy;
  /** The service of a service-linked role. */
  linkedService?: string;
}

export interface PicturedGroup {
  arn: string;
  name: string;
  attached: readonly string[];
  inline: readonly PicturedPolicy[];
}

/** Something that gets older. Times are milliseconds since 1970. */
export interface PicturedAge {
  kind: 'key' | 'password' | 'session' | 'report' | 'certificate';
  /** Whose it is: 'root', a user's name, a session's ARN; of the report: ''. */
  holder: string;
  /** A key's or session's access key id. */
  id: string;
  since: number;
  lastUsed?: number;
  expires?: number;
  active: boolean;
}

export interface AccountPicture {
  account: string;
  alias: string | null;
  /** The account's clock when it was taken. */
  now: number;
  users: readonly PicturedUser[];
  roles: readonly PicturedRole[];
  groups: readonly PicturedGroup[];
  /** Managed policies, the account's own and those of AWS that are in use, by ARN. */
  policies: Readonly<Record<string, PicturedPolicy>>;
  /** Resources beside IAM's own: buckets, queues, instances … */
  resources: readonly { arn: string; kind: string; policy?: PicturedPolicy }[];
  scp: readonly (readonly PicturedPolicy[])[];
  rcp: readonly (readonly PicturedPolicy[])[];
  organization?: { managementAccount: string };
  ages: readonly PicturedAge[];
}

/** Which moment of a practice account: now, a snapshot's, or that before an event. */
export type Moment = { snapshot: string } | { before: string };

/** A request with the documents of its policies instead of their compiled form: plain JSON. */
export type PlainRequest = Omit<
  AuthorizationRequest,
  'identity' | 'boundary' | 'session' | 'resourcePolicy' | 'scp' | 'rcp' | 'endpoint'
> & {
  identity: readonly PlainPolicy[];
  boundary: readonly PlainPolicy[];
  session: readonly PlainPolicy[] | null;
  resourcePolicy: PlainPolicy | null;
  scp: readonly (readonly PlainPolicy[])[];
  rcp: readonly (readonly PlainPolicy[])[];
  endpoint: readonly PlainPolicy[];
};

export interface PlainPolicy {
  name: string;
  arn?: string;
  group?: string;
  /** The document as JSON text. */
  text: string;
}

const empty = '{"Version":"2012-10-17","Statement":[]}';
const compiledTexts = new Map<string, CompiledPolicy>();

/** A text that cannot be read says nothing, as in the account. Compiled once for each text. */
export function compileText(text: string): CompiledPolicy {
  let compiled = compiledTexts.get(text);
  if (!compiled) {
    const parsed = parse(text);
    compiled = parsed.ok ? compile(parsed.document) : compileText(empty);
    // Somebody who types makes a new text with every letter.
    if (compiledTexts.size >= 5_000) compiledTexts.clear();
    compiledTexts.set(text, compiled);
  }
  return compiled;
}

const named = ({ name, arn, text }: PicturedPolicy, group?: string): NamedPolicy => ({
  name,
  compiled: compileText(text),
  ...(arn === undefined ? {} : { arn }),
  ...(group === undefined ? {} : { group }),
});

const revive = ({ name, arn, group, text }: PlainPolicy): NamedPolicy =>
  named({ name, text, ...(arn === undefined ? {} : { arn }) }, group);

/** The request as the engine takes it. */
export function reviveRequest(plain: PlainRequest): AuthorizationRequest {
  return {
    ...plain,
    identity: plain.identity.map(revive),
    boundary: plain.boundary.map(revive),
    session: plain.session?.map(revive) ?? null,
    resourcePolicy: plain.resourcePolicy && revive(plain.resourcePolicy),
    scp: plain.scp.map((level) => level.map(revive)),
    rcp: plain.rcp.map((level) => level.map(revive)),
    endpoint: plain.endpoint.map(revive),
  };
}

/** The request as it can be sent and kept. */
export function plainRequest(request: AuthorizationRequest): PlainRequest {
  const plain = ({ name, arn, group, compiled }: NamedPolicy): PlainPolicy => ({
    name,
    ...(arn === undefined ? {} : { arn }),
    ...(group === undefined ? {} : { group }),
    text: JSON.stringify(compiled.document, null, 2),
  });
  return {
    ...request,
    identity: request.identity.map(plain),
    boundary: request.boundary.map(plain),
    session: request.session?.map(plain) ?? null,
    resourcePolicy: request.resourcePolicy && plain(request.resourcePolicy),
    scp: request.scp.map((level) => level.map(plain)),
    rcp: request.rcp.map((level) => level.map(plain)),
    endpoint: request.endpoint.map(plain),
  };
}

/** Managed and inline policies of a user, a role or a group. A managed policy that is not there is left out. */
export function policiesOf(
  picture: AccountPicture,
  holder: Pick<PicturedHolder, 'attached' | 'inline'>,
): readonly PicturedPolicy[] {
  return [
    ...holder.inline,
    ...holder.attached.map((arn) => picture.policies[arn]).filter((policy) => policy !== undefined),
  ];
}

const views = new WeakMap<AccountPicture, AccountView>();

/** What the engine's questions about a whole account take. The same picture gives the same view. */
export function viewOf(picture: AccountPicture): AccountView {
  let view = views.get(picture);
  if (!view) {
    view = makeView(picture);
    views.set(picture, view);
  }
  return view;
}

function makeView(picture: AccountPicture): AccountView {
  const holder = (one: PicturedUser | PicturedRole): Holder => ({
    arn: one.arn,
    policies: policiesOf(picture, one).map((policy) => named(policy)),
    ...(one.boundary === undefined ? {} : { boundary: [boundaryOf(picture, one.boundary)] }),
    ...('groups' in one ? { groups: one.groups } : {}),
    extras: {
      uniqueId: one.id,
      ...('linkedService' in one && one.linkedService ? { serviceLinked: true } : {}),
    },
    context: Object.fromEntries(
      Object.entries(one.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
  });
  return {
    id: picture.account,
    users: picture.users.map(holder),
    roles: picture.roles.map(holder),
    groups: new Map(
      picture.groups.map((group) => [
        group.name,
        { policies: policiesOf(picture, group).map((policy) => named(policy, group.name)) },
      ]),
    ),
    scp: picture.scp.map((level) => level.map((policy) => named(policy))),
    rcp: picture.rcp.map((level) => level.map((policy) => named(policy))),
    ...(picture.organization ? { organization: picture.organization } : {}),
    resourcePolicy: (resource) => {
      const policy = resourcePolicyOf(picture, resource);
      return policy ? named(policy) : null;
    },
  };
}

/** A boundary that is not there still bounds: it allows nothing. */
function boundaryOf(picture: AccountPicture, arn: string): NamedPolicy {
  return named(picture.policies[arn] ?? { name: arn, arn, text: empty });
}

/** The policy on a resource: a role's trust policy, the policy of a bucket for the objects in it too. */
export function resourcePolicyOf(picture: AccountPicture, resource: string): PicturedPolicy | undefined {
  const role = picture.roles.find(({ arn }) => arn === resource);
  if (role) return role.trust;
  const found = picture.resources.find(
    ({ arn, kind }) => arn === resource || (kind === 'bucket' && resource.startsWith(`${arn}/`)),
  );
  return found?.policy;
}

export const rootOf = (picture: AccountPicture): string => `arn:aws:iam::${picture.account}:root`;

/** Somebody of the account; undefined where there is no such principal. */
export function holderOf(picture: AccountPicture, principal: string): Holder | undefined {
  if (principal === rootOf(picture)) return { arn: principal, policies: [] };
  const session = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal);
  const view = viewOf(picture);
  for (const one of [...view.users, ...view.roles]) {
    if (one.arn === principal) return one;
    if (session && /:role\//.test(one.arn) && one.arn.endsWith(`/${session[2]}`)) return one;
  }
  return undefined;
}

/** A request that somebody might make, as a request from a terminal would look: null where nobody is called so. */
export function imaginedRequest(
  picture: AccountPicture,
  asked: { principal: string; action: string; resource: string; context?: ContextRecord },
): AuthorizationRequest | null {
  const holder = holderOf(picture, asked.principal);
  if (!holder) return null;
  const moment = contextKeys({
    principal: holder.arn,
    now: picture.now,
    sourceIp: '203.0.113.10',
    secureTransport: true,
    requestedRegion: 'us-east-1',
    resourceAccount: picture.account,
  });
  const request = requestOf(viewOf(picture), holder, asked.action, asked.resource, {
    ...moment,
    ...asked.context,
  });
  if (holder.arn === asked.principal) return request;
  // A session: it asks, and its role's policies speak.
  return { ...request, principal: asked.principal, roleArn: holder.arn };
}
