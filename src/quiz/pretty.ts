// JSON as policies are written. Pure.

/** Indented as policies are written, but with short lists on one line. */
export function pretty(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    const flat = `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
    if (value.every((one) => typeof one !== 'object') && flat.length < 56) return flat;
    return `[\n${value.map((one) => `${indent}  ${pretty(one, `${indent}  `)}`).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).map(
    ([key, one]) => `${indent}  ${JSON.stringify(key)}: ${pretty(one, `${indent}  `)}`,
  );
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
}
