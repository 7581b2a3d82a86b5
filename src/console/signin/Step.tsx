// One step of signing in: a card with its title, what went wrong, its fields and its button.
import type { ComponentChildren } from 'preact';
import type { Failure } from '../errors.ts';
import { t } from '../text.ts';

function Problem({ failure }: { failure: Failure | undefined }) {
  return (
    <div role="alert">
      {failure && (
        <div class="signin-problem">
          <strong>{t('signInProblem')}</strong>
          <p>{failure.message}</p>
        </div>
      )}
    </div>
  );
}

export interface StepProps {
  busy: boolean;
  failure: Failure | undefined;
}

export function Step({
  title,
  children,
  submit,
  busy,
  failure,
  onSubmit,
}: StepProps & {
  title: string;
  children: ComponentChildren;
  submit: string | undefined;
  onSubmit: () => void;
}) {
  return (
    <form
      class="signin-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      <h1>{title}</h1>
      <Problem failure={failure} />
      {children}
      {submit !== undefined && (
        <button type="submit" class="console-button signin-submit" aria-disabled={busy}>
          {submit}
        </button>
      )}
    </form>
  );
}
