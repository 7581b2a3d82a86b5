// One step of an exercise on a real account: calls to make, or a question to answer before AWS does.
// Tests: test/browser/live-exercises.test.ts.
import { useState } from 'preact/hooks';
import { cliLine } from '../../exercise/index.ts';
import type { Translate } from '../../strings/index.ts';
import type { LiveStep, Verdict } from './exercises.ts';
import type { messages } from './strings.ts';

export type ExercisesT = Translate<typeof messages>;

const verdicts: readonly Verdict[] = ['allowed', 'implicitDeny', 'explicitDeny'];

interface Props {
  step: LiveStep;
  busy: boolean;
  /** What AWS said; undefined: not asked yet. */
  answer: Verdict | undefined;
  /** Whether the calls are made. */
  made: boolean;
  onMake: () => void;
  onAsk: () => void;
  t: ExercisesT;
}

export function StepView({ step, busy, answer, made, onMake, onAsk, t }: Props) {
  const [guess, setGuess] = useState<Verdict>();
  const [missing, setMissing] = useState(false);
  if (step.kind === 'make')
    return (
      <>
        <p>{t(`make_${step.id}` as 'make_user')}</p>
        <ol class="live-steps">
          {step.calls.map(({ operation, input }) => (
            <li key={operation}>
              <code>{cliLine({ service: 'iam', operation, input })}</code>
            </li>
          ))}
        </ol>
        {!made && (
          <p class="actions">
            <button type="button" class="button" disabled={busy} onClick={onMake}>
              {t('makeIt', { count: step.calls.length })}
            </button>
          </p>
        )}
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(guess === undefined);
        if (guess) onAsk();
      }}
    >
      <fieldset disabled={answer !== undefined}>
        <legend>{t('predict', { user: step.user, action: step.action })}</legend>
        {verdicts.map((verdict) => (
          <label key={verdict} class="live-choice">
            <input
              type="radio"
              name="verdict"
              checked={guess === verdict}
              onChange={() => setGuess(verdict)}
            />{' '}
            {t(`verdict_${verdict}`)}
          </label>
        ))}
      </fieldset>
      {answer === undefined && (
        <p class="actions">
          <button type="submit" class="button" disabled={busy}>
            {t('askAws')}
          </button>
        </p>
      )}
      <div role="status">
        {missing && guess === undefined && <p>{t('chooseFirst')}</p>}
        {answer !== undefined && (
          <p>
            <span class={`chip ${answer === guess ? 'allow' : 'root'}`}>
              <span aria-hidden="true">{answer === guess ? '✓' : '!'}</span>{' '}
              {t(answer === guess ? 'right' : 'wrong', { verdict: t(`verdict_${answer}`) })}
            </span>{' '}
            {answer === step.expected && t(`why_${step.id}` as 'why_wide')}
          </p>
        )}
      </div>
    </form>
  );
}
