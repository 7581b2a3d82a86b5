// Whether a class can reach this machine: what can be tried from here is tried, and what only a phone can tell is said.
// Tests: test/cli/classroom.test.ts.
import type { RunningClassroom } from '../server/classroom.ts';

type Fetch = (address: string) => Promise<{ ok: boolean }>;

const quick: Fetch = (address) => fetch(address, { signal: AbortSignal.timeout(3000) });

/** Lines to print. */
export async function reach(
  { addresses }: Pick<RunningClassroom, 'addresses'>,
  { hostname, url }: { hostname: string; url?: string | undefined },
  get: Fetch = quick,
): Promise<string[]> {
  const class_ = addresses.filter((address) => !/\/\/127\./.test(address));
  if (url === undefined && hostname.startsWith('127.'))
    return [
      'Only this machine can join: --host 127.0.0.1 shuts the class out. Leave it away to let them in.',
    ];
  if (class_.length === 0)
    return [
      'This machine is in no network, so no phone can join. Connect it to the Wi-Fi of the class, or switch on the',
      'hotspot of a phone and connect both to it; then start again.',
    ];
  const lines: string[] = [];
  for (const address of class_) {
    const answered = await get(`${address}classroom/api/info`).then(
      ({ ok }) => ok,
      () => false,
    );
    lines.push(
      answered
        ? `Reachable from this machine: ${address}`
        : `Not even this machine reaches itself at ${address}: a firewall may be in the way. Allow Node to accept connections.`,
    );
  }
  return [
    ...lines,
    'Try it with one phone before the class comes. Where its page does not open, the Wi-Fi keeps its devices apart',
    '(«client isolation», usual in schools and in guest networks): use the hotspot of a phone or laptop for all, ask',
    'for a network without isolation, or run the classroom on a server of the school.',
  ];
}
