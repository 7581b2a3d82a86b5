// A policy's text in the one layout: two spaces, short lists on their line. Pure. Tests: test/editor/insight.test.ts

/** Null where the text is no JSON: then it stays as it is. */
export function format(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // A list of one word is easier to read on its line.
  return JSON.stringify(value, null, 2).replace(
    /\[\n\s*("(?:[^"\\\n]|\\.)*"|\d+|true|false)\n\s*\]/g,
    '[$1]',
  );
}
