// What is thrown to stop the build when content is wrong: every mistake at once, with file, line and hint.
import { formatError, type ContentError as Mistake } from '../../exercise/content.ts';

export type { Mistake };

export class BadContent extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(`The content has mistakes:\n  ${mistakes.map(formatError).join('\n  ')}`);
    this.name = 'BadContent';
    // Where in this program it was noticed is of no use to somebody who writes content.
    this.stack = '';
    this.mistakes = mistakes;
  }
}
