// A field of the sign-in page, and the one for a password with «Show password» under it.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../text.ts';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'email';
  autoComplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  error?: string | undefined;
  /** Gets the focus when the page comes. */
  first?: boolean;
}

export function Field({
  label,
  value,
  onInput,
  type = 'text',
  autoComplete = 'off',
  error,
  first = false,
}: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  return (
    <div class="signin-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type={type as 'text'}
        value={value}
        autocomplete={autoComplete}
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error !== undefined && (
        <span class="signin-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** The password one signs in with. */
export function PasswordField(props: Pick<FieldProps, 'value' | 'onInput' | 'error' | 'first'>) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Field
        {...props}
        label={t('password')}
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
      />
      <label class="signin-check">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} /> {t('showPassword')}
      </label>
    </>
  );
}
