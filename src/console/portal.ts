// Tasks of the console that have no public API on AWS: the account itself, root's credentials, passkeys, IAM access to
// billing. Practice accounts only. Tests: test/console/portal.test.ts.
import { jsonClient } from '../practice/console-services.ts';
import { REGION } from './clients.ts';
import { useSession } from './session.ts';

export interface AccountDescription {
  AccountId: string;
  AccountName: string;
  AccountState: 'ACTIVE' | 'SUSPENDED';
  /** Told to root only. */
  Email?: string;
  /** Seconds since 1970. */
  ClosedDate?: number;
  ReopenUntil?: number;
}

export type PortalOperation =
  | 'DescribeAccount'
  | 'UpdateRootEmail'
  | 'UpdateRootPassword'
  | 'CloseAccount'
  | 'ReopenAccount'
  | 'RegisterSecurityKey'
  | 'GetIAMAccessPreference'
  | 'UpdateIAMAccessPreference';

/** Of the billing console, which is a service of its own. */
const ofBilling: readonly PortalOperation[] = ['GetIAMAccessPreference', 'UpdateIAMAccessPreference'];

export type Portal = <Answer>(operation: PortalOperation, input?: Record<string, unknown>) => Promise<Answer>;

/** Undefined where the clients reach AWS itself: it has no such API. */
export function usePortal(): Portal | undefined {
  const session = useSession();
  const { host } = session;
  if (!host) return undefined;
  return async <Answer>(operation: PortalOperation, input: Record<string, unknown> = {}) => {
    const credentials = await session.credentials();
    const service = ofBilling.includes(operation) ? 'billing' : 'portal';
    return (await jsonClient(service, { host, credentials, region: REGION })({ operation }, input)) as Answer;
  };
}

/** The portal's times are seconds. */
export const dateOf = (seconds: number | undefined): Date | undefined =>
  seconds === undefined ? undefined : new Date(seconds * 1000);
