// --output json: as Python's json.dump with four spaces. Pure. Tests: test/terminal/output.test.ts.
import type { Value } from '../python.ts';
import { isDict } from '../python.ts';
import { toBase64 } from '../request.ts';

/** Nothing for an answer without members, as of operations that only do something. */
export function formatJson(value: Value): string {
  if (isDict(value) && Object.keys(value).length === 0) return '';
  const text = JSON.stringify(
    value,
    (_, held: unknown) => (held instanceof Uint8Array ? toBase64(held) : held),
    4,
  );
  return `${text}\n`;
}
