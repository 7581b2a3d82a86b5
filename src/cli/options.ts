// Reading a command line: mistakes say what is wrong and what to write instead. Tests: test/cli.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A mistake on the command line; shown without a stack. */
export class UsageError extends Error {}

/** The options of a command; an unknown one is answered with those there are. */
export function readOptions<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. There are: ${known.join(', ')}.`);
  }
}

/** A port from 0 (any free one) to 65535. */
export function readPort(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new UsageError(`--${name} ${text || "''"} is no port. Write a number from 1 to 65535.`);
  return port;
}
