// The practice authenticator: the secrets of the practice MFA devices that were set up in this browser, as an
// authenticator app on a phone would hold them. Practice accounts only. Tests: test/console/authenticator.test.ts.
import { readKept, writeKept } from '../kept.ts';

export interface KeptDevice {
  serial: string;
  /** Base 32. */
  seed: string;
}

const KEY = 'authenticator';
const MOST = 50;

function all(): readonly KeptDevice[] {
  const kept = readKept(KEY);
  if (!Array.isArray(kept)) return [];
  return kept.filter(
    (one): one is KeptDevice => typeof one?.serial === 'string' && typeof one?.seed === 'string',
  );
}

export function keepDevice(device: KeptDevice): void {
  writeKept(KEY, [device, ...all().filter((one) => one.serial !== device.serial)].slice(0, MOST));
}

/** The devices among `serials` whose secret is in this browser. */
export const keptDevices = (serials: readonly string[]): readonly KeptDevice[] =>
  all().filter((one) => serials.includes(one.serial));
