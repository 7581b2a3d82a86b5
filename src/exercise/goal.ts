// Goals: what an exercise asks for, as data in a small closed vocabulary. A goal is judged from the account's state,
// from what its policies decide, and from its events; never by comparing texts, so any way to it counts.
// Types only; judged in judge.ts, read from content by schema.ts.

/** A number, or a range. */
export type Count = number | { atLeast?: number | undefined; atMost?: number | undefined };

/**
 * Who: 'root', a user's name, `role/NAME`, '*' for anybody without a key, a service such as
 * `ec2.amazonaws.com`, or an ARN, in which `{account}` stands for the account's id. Somebody of an account that is not
 * in this world may do there whatever that account can allow: only the thing's own policy is asked.
 */
export type Who = string;

/** Something that policies are asked. */
export interface Ask {
  /** 's3:GetObject'; several: each of them. */
  do: string | readonly string[];
  /**
   * Resource ARN; '*' where the action knows no resources. `{account}` stands for the account's id. `{self}` is
   * the user who asks, `{groups}` each group there is, `{role/NAME}` and `{user/NAME}` the one of this name: their
   * paths and other names are the learner's choice. A bucket's, queue's or role's own policy has its say.
   */
  on: string;
  /** Condition keys of the request. */
  when?: Readonly<Record<string, string>> | undefined;
}

/** A user such that all of this holds. Without `name`: some user. */
export interface UserGoal {
  name?: string | undefined;
  exists?: boolean | undefined;
  /** Can sign in to the console. */
  password?: boolean | undefined;
  mustChangePassword?: boolean | undefined;
  mfa?: boolean | undefined;
  accessKeys?: Count | undefined;
  activeKeys?: Count | undefined;
  /** Every active key was made this many days ago, or later. */
  keysAtMostDays?: number | undefined;
  groups?: Count | undefined;
  inGroup?: string | undefined;
  /** In some group whose members may all of this. */
  inGroupThatMay?: readonly Ask[] | undefined;
  /** Policies attached to the user directly, managed and inline. */
  ownPolicies?: Count | undefined;
  /** Actions with a wildcard in what allows, in all policies that the user has, through groups as well. */
  wildcardActions?: Count | undefined;
  /** Length of all these policies together, as AWS counts it: without white space. */
  policyCharacters?: Count | undefined;
  boundary?: boolean | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
  may?: readonly Ask[] | undefined;
  mayNot?: readonly Ask[] | undefined;
}

/** A group such that all of this holds. Without `name`: some group. */
export interface GroupGoal {
  name?: string | undefined;
  exists?: boolean | undefined;
  members?: Count | undefined;
  policies?: Count | undefined;
  /** What a member may who has nothing but this group. */
  may?: readonly Ask[] | undefined;
  mayNot?: readonly Ask[] | undefined;
}

/** A role such that all of this holds. Without `name`: some role that AWS did not make itself. */
export interface RoleGoal {
  name?: string | undefined;
  exists?: boolean | undefined;
  policies?: Count | undefined;
  boundary?: boolean | undefined;
  /** Who may take it on, by the trust policy and by what they may themselves; and who may not. */
  openTo?: readonly Who[] | undefined;
  shutTo?: readonly Who[] | undefined;
  may?: readonly Ask[] | undefined;
  mayNot?: readonly Ask[] | undefined;
}

export interface RootGoal {
  /** Of which account; default: the learner's. */
  of?: string | undefined;
  accessKeys?: Count | undefined;
  password?: boolean | undefined;
  mfa?: boolean | undefined;
  email?: string | undefined;
}

/** What is one of a kind in the account. */
export interface AccountGoal {
  name?: string | undefined;
  passwordLength?: Count | undefined;
  passwordReuse?: Count | undefined;
  usersChangePasswords?: boolean | undefined;
  billingForIam?: boolean | undefined;
  /** A trail that is logging, in all Regions. */
  trail?: boolean | undefined;
  /** IAM's features for the organization that this account manages. */
  rootFeatures?: readonly string[] | undefined;
}

/** Requests that match all of this. */
export interface EventGoal {
  by?: Who | undefined;
  service?: string | undefined;
  operation?: string | readonly string[] | undefined;
  /** done: it went through; denied: policies refused it; failed: any error. */
  outcome?: 'done' | 'denied' | 'failed' | undefined;
  /** Members of the event's request parameters. */
  with?: Readonly<Record<string, string>> | undefined;
  /** Whether MFA was shown: at sign-in, or for the session that made the request. */
  mfa?: boolean | undefined;
  /** Only requests that came after the first one that matches this. */
  after?: EventGoal | undefined;
}

/** Exactly one of these. */
export type Goal =
  | { user: UserGoal }
  | { group: GroupGoal }
  | { role: RoleGoal }
  | { root: RootGoal }
  | { account: AccountGoal }
  | { may: Ask & { who: Who } }
  | { mayNot: Ask & { who: Who } }
  /** At least one such request was made. */
  | { happened: EventGoal }
  /** No such request was made. */
  | { never: EventGoal }
  | { all: readonly Goal[] }
  | { any: readonly Goal[] }
  | { not: Goal };
