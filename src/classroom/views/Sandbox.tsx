// An exercise that is handed in: the account as it stands in this browser, or a file of it. It is judged on the server.
import type { ComponentChildren, Ref } from 'preact';
import { useState } from 'preact/hooks';
import { Text } from '../../quiz/views/Text.tsx';
import { ask, Refused, randomText } from '../client/api.ts';
import type { Ack } from '../model.ts';
import { slot } from './Student.tsx';
import type { QuestionProps } from './StudentQuestion.tsx';
import { saying } from './view.ts';

interface Handed {
  account: string;
  events: unknown;
}

export function Sandbox(
  props: QuestionProps & { head: ComponentChildren; heading: Ref<HTMLHeadingElement>; mayAnswer: boolean },
) {
  const { site, room, shown, answers, question, round, address, token, head, heading, mayAnswer } = props;
  const { t, why } = saying(site);
  const own = answers[slot(question, round)];
  const [done, setDone] = useState<readonly string[] | undefined>(own?.answer.map(String));
  const [attempt, setAttempt] = useState(own?.attempt ?? 0);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  if (shown.kind !== 'sandbox') return null;
  const known = done ?? own?.answer.map(String);

  async function handIn(read: () => Promise<Handed>): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble('');
    try {
      const body = { question, round, key: randomText(), attempt: Math.max(attempt, own?.attempt ?? 0) + 1 };
      const ack = await ask<Ack>(`${address}/accounts`, {
        token,
        body: { ...body, answer: [], ...(await read()) },
      });
      setDone(ack.done ?? ack.answer.map(String));
      setAttempt(ack.attempt);
    } catch (error) {
      setTrouble(error instanceof Refused ? why(error) : t('sandboxNone'));
    } finally {
      setBusy(false);
    }
  }

  async function fromBrowser(exercise: string): Promise<Handed> {
    const { openExerciseHost } = await import('../../exercise/open.ts');
    const { host } = await openExerciseHost(exercise, { base: site.base });
    try {
      return { account: await host.tools.exportAccount(), events: await host.tools.events({ limit: 2000 }) };
    } finally {
      await host.close();
    }
  }

  return (
    <section class="quiz card">
      {head}
      <h2 ref={heading} tabIndex={-1}>
        {shown.title}
      </h2>
      <p>{t('sandboxText')}</p>
      <ul class="tasks">
        {shown.tasks.map(({ id, title }) => (
          <li key={id} class={known?.includes(id) ? 'done' : ''}>
            <span aria-hidden="true">{known?.includes(id) ? '✓' : '○'}</span> <Text text={title} />
            <span class="visually-hidden"> ({t(known?.includes(id) ? 'done' : 'open')})</span>
          </li>
        ))}
      </ul>
      <div class="actions">
        <a
          class="button quiet"
          href={`${site.base}lessons/${shown.exercise}/`}
          target="_blank"
          rel="noopener"
        >
          {t('sandboxOpen')}
        </a>
        <button
          class="button"
          type="button"
          aria-disabled={busy || !mayAnswer}
          onClick={() => mayAnswer && void handIn(() => fromBrowser(shown.exercise))}
        >
          {t('sandboxHandIn')}
        </button>
      </div>
      {mayAnswer && (
        <label class="file-line">
          <span>{t('sandboxFile')}</span>
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void handIn(async () => ({ account: await file.text(), events: [] }));
            }}
          />
        </label>
      )}
      <div class="verdict" role="status">
        {trouble ? (
          <p class="trouble">{trouble}</p>
        ) : busy ? (
          <p>{t('sending')}</p>
        ) : (
          known && (
            <p class="received">
              <b>{t('received')}</b> {t('sandboxDone', { done: known.length, count: shown.tasks.length })}{' '}
              {mayAnswer && room.changes && t('sandboxAgain')}
            </p>
          )
        )}
      </div>
    </section>
  );
}
