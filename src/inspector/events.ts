// The history's filters. Pure. Tests: test/inspector/account.test.ts
import type { HostEvent } from '../practice/index.ts';

export interface Filter {
  text: string;
  /** Empty: everybody. */
  who: string;
  show: 'all' | 'changes' | 'denied' | 'errors';
}

/** An attempt bears the name of what was attempted. */
export function nameOf({ event, operation, service }: HostEvent): string {
  return service === 'portal' && operation === 'Attempt' ? event.eventName : operation;
}

export function whoOf({ event }: HostEvent): string {
  const { type, userName, arn = '' } = event.userIdentity;
  if (type === 'Root') return 'root';
  return userName ?? arn.slice(arn.lastIndexOf('/') + 1);
}

/** Longer texts are nobody's search. */
const MAX_SEARCH = 200;

export function filtered(events: readonly HostEvent[], { text, who, show }: Filter): HostEvent[] {
  const wanted = text.slice(0, MAX_SEARCH).trim().toLowerCase();
  return events.filter((one) => {
    if (who !== '' && whoOf(one) !== who) return false;
    if (show === 'changes' && !one.changed) return false;
    if (show === 'denied' && (one.decision === null || one.decision === 'allow')) return false;
    if (show === 'errors' && one.event.errorCode === undefined) return false;
    return (
      wanted === '' ||
      JSON.stringify([nameOf(one), one.service, one.event])
        .toLowerCase()
        .includes(wanted)
    );
  });
}
