// The same questions to this page's engine and to IAM's own simulator (SimulatePrincipalPolicy), and why the two may
// differ: each of the two sees something that the other does not. What the simulator takes and leaves out is from its API
// reference (2026, as @aws-sdk/client-iam documents it): SCPs with their conditions and boundaries count, RCPs do not; a
// resource's own policy is not fetched, and for roles not simulated; context is only what is given; who may be asked are
// users, groups and roles, not root and not sessions. Pure but for `send`. Tests: test/live/compare.test.ts.
import { isExpiry, isNetwork, isThrottle, patient, type SendOperation } from '../checkup/index.ts';
import { globalConditionKeys, type ServiceTable } from '../data/actions/index.ts';
import {
  type ContextRecord,
  type Decision,
  decide,
  type Explanation,
  explain,
  resourceAsked,
} from '../policy/index.ts';
import { type AccountPicture, imaginedRequest } from '../practice/picture.ts';

/** Most actions and most principals of one run; each principal is one call or a few. */
export const limits = { actions: 20, principals: 100 } as const;

export interface Principal {
  arn: string;
  name: string;
  kind: 'user' | 'role';
}

export interface Question {
  actions: readonly string[];
  resource: string;
  context: ContextRecord;
  /** The actions' services, by prefix: which take no resource, and of which type their keys are. */
  tables: ReadonlyMap<string, ServiceTable>;
}

const tableOf = ({ tables }: Question, name: string): ServiceTable | null =>
  tables.get(name.slice(0, name.indexOf(':'))) ?? null;

/** An action that is about no resource is asked about «*», whatever the others are asked about. */
export const resourceFor = (question: Question, action: string): string =>
  resourceAsked(action, question.resource, tableOf(question, action));

/** What the simulator answered about one action. */
export interface Simulated {
  decision: Decision;
  /** Condition keys in policies for which it was given no value. */
  missing: readonly string[];
  /** Undefined: the account is in no organization, or it did not say. */
  organizations?: boolean;
  /** Undefined: no boundary is set. */
  boundary?: boolean;
}

/** Why the two may differ; the sentences are compare-strings.ts. */
export type Reason =
  | { code: 'scp' | 'boundary' | 'resourcePolicy' | 'serviceLinked' | 'unknown' }
  | { code: 'boundaryUnread' | 'policyUnread' | 'context' | 'elsewhere'; names: readonly string[] };

export interface Row {
  principal: Principal;
  action: string;
  ours: Decision;
  /** Null: AWS gave no answer to this one; `error` says why. */
  theirs: Simulated | null;
  error?: string;
  /** `kind`: both deny, one explicitly. */
  verdict: 'agree' | 'kind' | 'differ' | 'unanswered';
  reasons: readonly Reason[];
}

/** Actions in a text, one a line or with commas: those that can be asked, and what is none. */
export function readActions(text: string): { actions: readonly string[]; wrong: readonly string[] } {
  const words = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  // The simulator takes no wildcards.
  const fits = (word: string): boolean => /^[\w-]+:\w+$/.test(word);
  return { actions: words.filter(fits), wrong: words.filter((word) => !fits(word)) };
}

/** Users and roles; roles of AWS's own services come last. */
export function principalsOf(picture: AccountPicture, find = ''): readonly Principal[] {
  const wanted = find.trim().toLowerCase();
  const linked = picture.roles.filter(({ linkedService }) => linkedService);
  return [
    ...picture.users.map(({ arn, name }): Principal => ({ arn, name, kind: 'user' })),
    ...[...picture.roles.filter((role) => !linked.includes(role)), ...linked].map(
      ({ arn, name }): Principal => ({ arn, name, kind: 'role' }),
    ),
  ].filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** «key = value», one a line; several values with commas. A line without a value is left out. */
export function readContext(text: string): ContextRecord {
  const context: Record<string, string | readonly string[]> = {};
  for (const line of text.split('\n')) {
    const [, key = '', value = ''] = /^\s*([\w-]+:[^=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const values = value.split(/\s*,\s*/).filter(Boolean);
    if (key && values.length > 0) context[key] = values.length === 1 ? (values[0] as string) : values;
  }
  return context;
}

const simulatorTypes: Readonly<Record<string, string>> = {
  Bool: 'boolean',
  Date: 'date',
  Numeric: 'numeric',
  Long: 'numeric',
  IPAddress: 'ip',
  Binary: 'binary',
};
const globalTypes = new Map([...globalConditionKeys].map(([key, type]) => [key.toLowerCase(), type]));

/** The context of our own question, as the simulator takes it: both are to know the same. */
export const contextEntries = (context: ContextRecord, tables: Question['tables']) =>
  Object.entries(context).map(([key, value]) => {
    const name = key.toLowerCase();
    const known =
      globalTypes.get(name) ?? tables.get(name.slice(0, name.indexOf(':')))?.conditionKeys.get(name) ?? '';
    const type = simulatorTypes[known.replace(/^ArrayOf/, '')] ?? 'string';
    return {
      ContextKeyName: key,
      ContextKeyValues: [value].flat().map(String),
      ContextKeyType: typeof value === 'string' ? type : `${type}List`,
    };
  });

interface Result {
  EvalActionName?: string;
  EvalResourceName?: string;
  EvalDecision?: string;
  EvalResourceDecision?: string;
  MissingContextValues?: readonly string[];
  OrganizationsDecisionDetail?: { AllowedByOrganizations?: boolean };
  PermissionsBoundaryDecisionDetail?: { AllowedByPermissionsBoundary?: boolean };
  ResourceSpecificResults?: readonly Result[];
}

const decisionOf = (text: string | undefined): Decision =>
  text === 'allowed' ? 'allow' : text === 'explicitDeny' ? 'explicitDeny' : 'implicitDeny';

/** One result for an action, or several resources' within it: that of our resource counts. */
function simulatedIn(result: Result, resource: string): Simulated {
  const own = result.ResourceSpecificResults?.find(({ EvalResourceName }) => EvalResourceName === resource);
  const organizations =
    own?.OrganizationsDecisionDetail?.AllowedByOrganizations ??
    result.OrganizationsDecisionDetail?.AllowedByOrganizations;
  const boundary =
    own?.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary ??
    result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary;
  return {
    decision: decisionOf(own?.EvalResourceDecision ?? result.EvalDecision),
    missing: [...new Set([...(result.MissingContextValues ?? []), ...(own?.MissingContextValues ?? [])])],
    ...(organizations === undefined ? {} : { organizations }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

/** What may have made the two differ, the surest first; never empty. */
export function reasonsFor(
  picture: AccountPicture,
  principal: Principal,
  ours: Explanation,
  theirs: Simulated,
): readonly Reason[] {
  const reasons: Reason[] = [];
  const holder = [...picture.users, ...picture.roles].find(({ arn }) => arn === principal.arn);
  const verdictOf = (layer: string) => ours.layers.find((one) => one.layer === layer)?.verdict;
  // The page cannot read an organization's policies: they are in no answer of IAM's.
  if (theirs.organizations === false && verdictOf('scp') === 'absent')
    reasons.push({
      code: holder && 'linkedService' in holder && holder.linkedService ? 'serviceLinked' : 'scp',
    });
  if (holder?.boundary && !picture.policies[holder.boundary])
    reasons.push({ code: 'boundaryUnread', names: [holder.boundary] });
  else if (
    theirs.boundary !== undefined &&
    theirs.boundary !== !['noAllow', 'explicitDeny'].includes(verdictOf('boundary') ?? '')
  )
    reasons.push({ code: 'boundary' });
  const groups =
    holder && 'groups' in holder ? picture.groups.filter(({ name }) => holder.groups.includes(name)) : [];
  const unread = [holder, ...groups]
    .flatMap((one) => one?.attached ?? [])
    .filter((arn) => !picture.policies[arn]);
  if (unread.length > 0) reasons.push({ code: 'policyUnread', names: [...new Set(unread)] });
  if (['allow', 'noAllow', 'explicitDeny'].includes(verdictOf('resource') ?? ''))
    reasons.push({ code: 'resourcePolicy' });
  const [, , , , owner] = ours.resource.split(':');
  if (owner && owner !== picture.account) reasons.push({ code: 'elsewhere', names: [owner] });
  if (theirs.missing.length > 0) reasons.push({ code: 'context', names: theirs.missing });
  return reasons.length > 0 ? reasons : [{ code: 'unknown' }];
}

/** One question and its two answers, put side by side. */
export function rowOf(
  picture: AccountPicture,
  principal: Principal,
  action: string,
  question: Question,
  theirs: Simulated | null,
  error?: string,
): Row {
  const request = imaginedRequest(picture, {
    principal: principal.arn,
    action,
    resource: resourceFor(question, action),
    context: question.context,
  });
  const ours = request ? decide(request).decision : 'implicitDeny';
  const row = { principal, action, ours, theirs };
  if (theirs === null)
    return { ...row, ...(error === undefined ? {} : { error }), verdict: 'unanswered', reasons: [] };
  if (theirs.decision === ours) return { ...row, verdict: 'agree', reasons: [] };
  return {
    ...row,
    verdict: theirs.decision !== 'allow' && ours !== 'allow' ? 'kind' : 'differ',
    reasons: request ? reasonsFor(picture, principal, explain(request), theirs) : [{ code: 'unknown' }],
  };
}

export interface Comparing {
  picture: AccountPicture;
  principals: readonly Principal[];
  question: Question;
  send: SendOperation;
  wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  /** Rows of one principal, as they come. */
  onRows: (rows: readonly Row[]) => void;
  onProgress: (progress: { calls: number; done: number; of: number; waiting: boolean }) => void;
}

/** Simulate* calls are counted together for the account, without a published figure: few at once. */
const atOnce = 2;

/** These end everything: the next call would say the same. */
const isFinal = (error: unknown): boolean =>
  isExpiry(error) ||
  isThrottle(error) ||
  isNetwork(error) ||
  /^(?:SignatureDoesNotMatch|ClockError|StrangerError|TimeoutError|RelayRefused|AbortError)/.test(
    (error as Error).name,
  );

/**
 * Asks about every principal, slows down when AWS says so, and stops when told to.
 * @throws what AWS said, where it makes no sense to go on: no permission, credentials that ended, a line that is cut
 */
export async function compareWithAws(options: Comparing): Promise<void> {
  const { picture, question, signal, onRows, onProgress } = options;
  const { actions } = question;
  const of = options.principals.length;
  let calls = 0;
  let done = 0;
  const say = (waiting: boolean): void => onProgress({ calls, done, of, waiting });
  const send = patient(options.send, {
    wait: options.wait,
    onCall() {
      calls++;
      say(false);
    },
    onWait: () => say(true),
  });
  let answered = false;
  // By action: what AWS says of an action that it does not know.
  const refused = new Map<string, string>();

  async function ask(principal: Principal, wanted: readonly string[]): Promise<Map<string, Simulated>> {
    const found = new Map<string, Simulated>();
    const resources = new Set(wanted.map((action) => resourceFor(question, action)));
    for (const resource of resources) {
      const about = wanted.filter((action) => resourceFor(question, action) === resource);
      for (const [action, answer] of await askAbout(principal, about, resource)) found.set(action, answer);
    }
    return found;
  }

  async function askAbout(
    principal: Principal,
    wanted: readonly string[],
    resource: string,
  ): Promise<Map<string, Simulated>> {
    const request = imaginedRequest(picture, {
      principal: principal.arn,
      action: wanted[0] as string,
      resource,
      context: question.context,
    });
    const found = new Map<string, Simulated>();
    let marker: unknown;
    do {
      const page = await send(
        'iam',
        'SimulatePrincipalPolicy',
        {
          PolicySourceArn: principal.arn,
          ActionNames: wanted,
          ResourceArns: [resource],
          ContextEntries: contextEntries(request?.context ?? {}, question.tables),
          ...(marker === undefined ? {} : { Marker: marker }),
        },
        signal,
      );
      for (const result of (page.EvaluationResults ?? []) as readonly Result[])
        found.set((result.EvalActionName ?? '').toLowerCase(), simulatedIn(result, resource));
      marker = page.IsTruncated === true ? page.Marker : undefined;
    } while (marker !== undefined);
    return found;
  }

  /** One action that AWS does not know must not take the others with it. */
  async function answers(principal: Principal): Promise<Map<string, Simulated>> {
    const wanted = actions.filter((action) => !refused.has(action));
    if (wanted.length === 0) return new Map();
    try {
      return await ask(principal, wanted);
    } catch (error) {
      const { name, message } = error as Error;
      if (!/^InvalidInput|^ValidationError/.test(name)) throw error;
      if (wanted.length === 1) {
        refused.set(wanted[0] as string, message);
        return new Map();
      }
      const found = new Map<string, Simulated>();
      for (const action of wanted)
        try {
          for (const [key, value] of await ask(principal, [action])) found.set(key, value);
        } catch (single) {
          if (isFinal(single) || signal.aborted) throw single;
          refused.set(action, (single as Error).message);
        }
      return found;
    }
  }

  const queue = [...options.principals];
  async function worker(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const principal = next;
      let found = new Map<string, Simulated>();
      let failed: string | undefined;
      try {
        found = await answers(principal);
        answered = true;
      } catch (error) {
        // Some may be asked and others not, by the role's policy; where nobody may be, nobody else is tried.
        const mayNot = /^AccessDenied/.test((error as Error).name) && !answered;
        if (mayNot || isFinal(error) || signal.aborted) {
          queue.length = 0;
          throw error;
        }
        // Somebody who was deleted since, for instance.
        failed = (error as Error).message;
      }
      done++;
      onRows(
        actions.map((action) =>
          rowOf(
            picture,
            principal,
            action,
            question,
            found.get(action.toLowerCase()) ?? null,
            failed ?? refused.get(action),
          ),
        ),
      );
      say(false);
    }
  }
  const results = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const lost = results.find((result) => result.status === 'rejected');
  if (lost) throw lost.reason;
}

/** The condition keys that the policies of these principals ask for, as AWS finds them (GetContextKeysForPrincipalPolicy). */
export async function keysFromAws({
  principals,
  send: once,
  wait,
  signal,
  onProgress,
}: Pick<Comparing, 'principals' | 'send' | 'wait' | 'signal' | 'onProgress'>): Promise<readonly string[]> {
  let calls = 0;
  let done = 0;
  const say = (waiting: boolean): void => onProgress({ calls, done, of: principals.length, waiting });
  const send = patient(once, {
    wait,
    onCall() {
      calls++;
      say(false);
    },
    onWait: () => say(true),
  });
  const keys = new Map<string, string>();
  for (const { arn } of principals) {
    try {
      const { ContextKeyNames } = await send(
        'iam',
        'GetContextKeysForPrincipalPolicy',
        { PolicySourceArn: arn },
        signal,
      );
      for (const key of (ContextKeyNames ?? []) as readonly string[]) keys.set(key.toLowerCase(), key);
    } catch (error) {
      // Whoever was deleted since asks for nothing.
      if (!/^NoSuchEntity/.test((error as Error).name)) throw error;
    }
    done++;
  }
  return [...keys.values()].sort();
}
