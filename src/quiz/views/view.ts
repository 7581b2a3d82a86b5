// What every kind's view is given.
import type { Translate } from '../../strings/index.ts';
import type { Answer, ItemKind, ItemOf } from '../model.ts';
import type { ItemState } from '../round.ts';
import type { quizMessages } from '../strings.ts';

export type QuizTranslate = Translate<typeof quizMessages>;

export interface ViewProps<K extends ItemKind> {
  item: ItemOf<K>;
  state: ItemState;
  /** Settled: nothing can be changed any more, and everything is explained. */
  settled: boolean;
  /** For the order in which options are shown. */
  seed: string;
  /** For the names of fields, unique on the page. */
  name: string;
  t: QuizTranslate;
  change: (answer: Answer) => void;
  say: (text: string) => void;
}
