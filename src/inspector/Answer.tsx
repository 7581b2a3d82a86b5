// The answer to one request: verdict and sentences, the flow chart, near misses, the documents, the least change, and
// «try it», which all the rest follows.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Change, describe } from '../policy/index.ts';
import type { AccountPicture, PlainRequest } from '../practice/index.ts';
import { Inline } from '../strings/Inline.tsx';
import { Documents } from './Documents.tsx';
import { FlowChart } from './FlowChart.tsx';
import { markedIn } from './flow.ts';
import { type T, Verdict } from './parts.tsx';
import { Remedy } from './Remedy.tsx';
import { answer, applied, policiesOf, remedyOf } from './request.ts';
import { TryIt } from './TryIt.tsx';

export interface AnswerProps {
  request: PlainRequest;
  picture: AccountPicture | null;
  /** What goes before: as of which moment it is. */
  note?: string | undefined;
  locale: string;
  t: T;
}

export function Answer({ request, picture, note, locale, t }: AnswerProps): ComponentChildren {
  const [draft, setDraft] = useState(request);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => setDraft(request), [request]);
  const before = useMemo(() => answer(request), [request]);
  const now = useMemo(() => (draft === request ? before : answer(draft)), [draft, request, before]);
  const steps = useMemo(() => remedyOf(before.request, picture), [before, picture]);
  const policies = useMemo(() => policiesOf(draft), [draft]);
  const { explanation } = now;
  const denied = before.explanation.decision !== 'allow';

  function show(selector: string): void {
    const element = place.current?.querySelector(selector);
    if (!(element instanceof HTMLElement)) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'start' });
  }

  function tryChange(change: Change): void {
    const next = applied(draft, change, picture);
    if (!next) return;
    setDraft(next);
    show('#try-it');
  }

  return (
    <div ref={place} class="inspector-answer">
      <section aria-label={t('verdict')}>
        <p class="inspector-said" role="status">
          <Verdict decision={explanation.decision} t={t} />
        </p>
        {describe(explanation).map((sentence) => (
          <p key={sentence} class="inspector-sentence">
            {sentence}
          </p>
        ))}
        {note && <p class="soft">{note}</p>}
      </section>
      <div class="inspector-columns">
        <section aria-label={t('wayTitle')}>
          <h2>{t('wayTitle')}</h2>
          <FlowChart explanation={explanation} onLayer={(layer) => show(`#layer-${layer}`)} t={t} />
        </section>
        <div>
          {denied && <Remedy steps={steps} principal={request.principal} onTry={tryChange} t={t} />}
          <NearMisses explanation={explanation} t={t} />
        </div>
      </div>
      <TryIt
        request={draft}
        explanation={explanation}
        changed={draft !== request}
        picture={picture}
        onChange={setDraft}
        onBack={() => setDraft(request)}
        locale={locale}
        t={t}
      />
      <Documents explanation={explanation} policies={policies} t={t} />
    </div>
  );
}

function NearMisses({ explanation, t }: { explanation: ReturnType<typeof answer>['explanation']; t: T }) {
  if (explanation.decision === 'allow') return null;
  const near = explanation.layers.flatMap((layer) => markedIn(layer)).filter(({ mark }) => mark === 'near');
  if (near.length === 0) return null;
  return (
    <section aria-label={t('nearTitle')}>
      <h2>{t('nearTitle')}</h2>
      <ul>
        {near.slice(0, 8).map(({ policy, statement, missed }) => {
          const number = Number(statement.pointer.split('/').at(-1)) + 1 || 1;
          const element = missed?.element.replace('Not', '') as
            | 'Condition'
            | 'Resource'
            | 'Principal'
            | undefined;
          return (
            <li key={`${policy.name} ${policy.group} ${statement.pointer}`}>
              <Inline
                text={t(`missed${element ?? 'Resource'}`, {
                  policy: policy.name,
                  statement: statement.sid ?? t('statementNumber', { number }),
                  key: missed?.key ?? '',
                  operator: missed?.operator ?? '',
                  values: (missed?.values ?? []).map((value) => `\`${value}\``).join(', '),
                  seen:
                    missed?.seen === null
                      ? t('seenNothing')
                      : `\`${[missed?.seen ?? ''].flat().join(', ')}\``,
                })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
