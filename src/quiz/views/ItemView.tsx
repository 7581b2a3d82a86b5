// One item to be answered, whatever its kind. All views but that of choices come as chunks of their own.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Item, ItemKind } from '../model.ts';
import { Options } from './Options.tsx';
import type { ViewProps } from './view.ts';

type View = FunctionComponent<ViewProps<ItemKind>>;
const at = (view: unknown): View => view as View;

/** Choices are asked everywhere; the others come when a quiz has them. */
const ready = new Map<ItemKind, View>([
  ['choice', at(Options)],
  ['several', at(Options)],
]);

const later: Partial<Record<ItemKind, () => Promise<View>>> = {
  'true-false': async () => at((await import('./TrueFalse.tsx')).TrueFalse),
  order: async () => at((await import('./Order.tsx')).Order),
  sort: async () => at((await import('./Sort.tsx')).Sort),
  match: async () => at((await import('./Match.tsx')).Match),
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
