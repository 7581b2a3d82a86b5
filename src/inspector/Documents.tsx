// The policies that had a say, layer by layer, with the statements that decided highlighted in their documents.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { endOfValue } from '../editor/place.ts';
import { type Explanation, type LayerTrace, offsetsOf, type PolicyTrace } from '../policy/index.ts';
import { type Mark, type Marked, markedIn } from './flow.ts';
import type { T } from './parts.tsx';
import { type Placed, slotKey } from './request.ts';

export interface DocumentsProps {
  explanation: Explanation;
  policies: readonly Placed[];
  t: T;
}

export function Documents({ explanation, policies, t }: DocumentsProps): ComponentChildren {
  const layers = explanation.layers.filter((layer) => layer.policies.length > 0);
  return (
    <section aria-label={t('documents')}>
      <h2>{t('documents')}</h2>
      {layers.length === 0 && <p class="soft">{t('documentsNone')}</p>}
      {layers.map((layer) => (
        <Layer
          key={layer.layer}
          layer={layer}
          policies={policies.filter(({ slot }) => slot.layer === layer.layer)}
          t={t}
        />
      ))}
    </section>
  );
}

function Layer({
  layer,
  policies,
  t,
}: {
  layer: LayerTrace;
  policies: readonly Placed[];
  t: T;
}): ComponentChildren {
  const marked = markedIn(layer);
  return (
    <div class="inspector-layer" id={`layer-${layer.layer}`} tabIndex={-1}>
      <h3>{t(layer.layer)}</h3>
      {layer.policies.map((policy, index) => {
        // Traces stand in the order of the request's policies.
        const placed = policies[index];
        if (!placed) return null;
        const own = marked.filter((one) => one.policy === policy);
        return (
          <Policy key={slotKey(placed.slot)} policy={policy} text={placed.policy.text} marked={own} t={t} />
        );
      })}
    </div>
  );
}

function Policy(props: {
  policy: PolicyTrace;
  text: string;
  marked: readonly Marked[];
  t: T;
}): ComponentChildren {
  const { policy, text, marked, t } = props;
  const hits = marked.filter(({ mark }) => mark !== 'near');
  const near = marked.length - hits.length;
  const worth = marked.length > 0;
  const [open, setOpen] = useState(worth);
  useEffect(() => setOpen(worth), [worth]);
  return (
    <details
      class="inspector-policy"
      open={open}
      onToggle={({ currentTarget }) => setOpen((currentTarget as HTMLDetailsElement).open)}
    >
      <summary>
        <span translate={false}>{policy.name}</span>
        <span class="soft">
          {policy.group !== undefined && ` ${t('policyGroup', { group: policy.group })}`}
          {policy.level !== undefined && ` ${t('policyLevel', { level: policy.level })}`}
        </span>
        <span class="counts">
          {hits.length > 0 && (
            <span class={`chip ${hits.some(({ mark }) => mark === 'deny') ? 'deny' : 'allow'}`}>
              {t('policyHits', { count: hits.length })}
            </span>
          )}
          {near > 0 && <span class="chip root">{t('policyNear', { count: near })}</span>}
          {!worth && <span class="chip implicit">{t('policyNothing')}</span>}
        </span>
      </summary>
      {open && <Text text={text} marked={marked} label={policy.name} t={t} />}
    </details>
  );
}

interface Piece {
  text: string;
  mark?: Mark;
  inner?: boolean;
}

/** The text in pieces: what a statement covers is marked, and in a near miss the element it failed at once more. */
export function piecesOf(text: string, marked: readonly Marked[]): Piece[] {
  const pointers = marked.flatMap(({ statement, missed }) => [
    statement.pointer,
    ...(missed ? [missed.pointer] : []),
  ]);
  const offsets = offsetsOf(text, new Set(pointers));
  const ranges = marked.flatMap(({ statement, mark, missed }) => {
    const from = offsets.get(statement.pointer);
    if (from === undefined) return [];
    const to = endOfValue(text, from);
    const at = missed && missed.pointer !== statement.pointer ? offsets.get(missed.pointer) : undefined;
    return [{ from, to, mark, inner: at === undefined ? undefined : ([at, endOfValue(text, at)] as const) }];
  });
  ranges.sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, mark, inner } of ranges) {
    if (from < at) continue;
    pieces.push({ text: text.slice(at, from) });
    if (inner) {
      pieces.push({ text: text.slice(from, inner[0]), mark });
      pieces.push({ text: text.slice(inner[0], inner[1]), mark, inner: true });
      pieces.push({ text: text.slice(inner[1], to), mark });
    } else pieces.push({ text: text.slice(from, to), mark });
    at = to;
  }
  pieces.push({ text: text.slice(at) });
  return pieces.filter((piece) => piece.text !== '');
}

const markWords = { allow: 'markAllow', deny: 'markDeny', near: 'markNear' } as const;

function Text({ text, marked, label, t }: { text: string; marked: readonly Marked[]; label: string; t: T }) {
  const box = useRef<HTMLPreElement>(null);
  const shown = pretty(text);
  // A long document is scrolled to where it speaks of this.
  useEffect(() => {
    const first = box.current?.querySelector('mark');
    if (box.current && first instanceof HTMLElement)
      box.current.scrollTop = Math.max(0, first.offsetTop - 24);
  }, [shown, marked.length]);
  let last: Mark | undefined;
  return (
    <section aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre ref={box} tabIndex={0}>
        <code translate={false}>
          {piecesOf(shown, marked).map((piece, index) => {
            if (!piece.mark) {
              last = undefined;
              return piece.text;
            }
            const first = last === undefined;
            last = piece.mark;
            return (
              <mark key={index} class={`${piece.mark}${piece.inner ? ' inner' : ''}`}>
                {first && <span class="visually-hidden">{t(markWords[piece.mark])}: </span>}
                {piece.text}
              </mark>
            );
          })}
        </code>
      </pre>
    </section>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
