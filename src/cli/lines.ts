// A stream of bytes as lines of text, holding no more than one line and one chunk at a time.
// Tests: test/policy
import { StringDecoder } from 'node:string_decoder';

export interface Line {
  /** Counting from 1, blank ones too. */
  number: number;
  text: string;
  /** The line was longer than the limit: `text` is only its beginning. */
  cut: boolean;
}

/** Splits at \n (and \r\n). What is beyond `limit` characters of a line is thrown away while it is read. */
export async function* readLines(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Line[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let cut = false;
  let number = 0;
  const finish = (text: string): Line => {
    number += 1;
    const whole = number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    const tooLong = cut || whole.length > limit;
    cut = false;
    return { number, text: whole.endsWith('\r') ? whole.slice(0, -1) : whole, cut: tooLong };
  };
  for await (const chunk of source) {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    const lines = parts.map(finish);
    if (rest.length > limit) {
      rest = rest.slice(0, limit);
      cut = true;
    }
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [finish(rest)];
}
