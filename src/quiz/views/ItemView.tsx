// One item to be answered, whatever its kind. Views of kinds that few quizzes have come as chunks of their own.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Item, ItemKind } from '../model.ts';
import { Match } from './Match.tsx';
import { Options } from './Options.tsx';
import { Order } from './Order.tsx';
import { Sort } from './Sort.tsx';
import { TrueFalse } from './TrueFalse.tsx';
import type { ViewProps } from './view.ts';

type View = FunctionComponent<ViewProps<ItemKind>>;
const at = (view: unknown): View => view as View;

const ready = new Map<ItemKind, View>(
  Object.entries({
    choice: Options,
    several: Options,
    'true-false': TrueFalse,
    order: Order,
    sort: Sort,
    match: Match,
  }).map(([kind, view]) => [kind as ItemKind, at(view)]),
);

const later: Partial<Record<ItemKind, () => Promise<View>>> = {
  text: async () => at((await import('./Typed.tsx')).ShortText),
  number: async () => at((await import('./Typed.tsx')).Amount),
  decision: async () => at((await import('./Decision.tsx')).Decision),
  point: async () => at((await import('./Point.tsx')).Point),
  fix: async () => at((await import('./Fix.tsx')).Fix),
};

/** Fetches what a kind's view needs, before it is reached. A failure shows when the view is. */
export async function prepareView(kind: ItemKind): Promise<void> {
  const load = later[kind];
  if (load && !ready.has(kind)) ready.set(kind, await load());
}

export function ItemView(props: ViewProps<ItemKind>) {
  const { kind } = props.item as Item;
  const [, redraw] = useState(0);
  const [failed, fail] = useState(false);
  useEffect(() => {
    if (ready.has(kind)) return;
    let gone = false;
    prepareView(kind).then(
      () => !gone && redraw((times) => times + 1),
      () => !gone && fail(true),
    );
    return () => {
      gone = true;
    };
  }, [kind]);
  const Known = ready.get(kind);
  if (Known) return <Known {...props} />;
  return <p class="note">{props.t(failed ? 'viewFailed' : 'viewLoading')}</p>;
}
