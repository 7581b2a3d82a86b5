// The sign-in page: root by its address, an IAM user by account and name, then MFA, then a new password where one is due.
// Fields and buttons as in AWS's sign-in user guide; those of the MFA and password pages are unverified (labels.ts).
// Plain elements: AWS's sign-in page is no part of the console either.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { practiceRootPassword } from '../../cloud/world/practice-root.ts';
import { type Failure, toFailure } from '../errors.ts';
import { keptDevices } from '../iam/authenticator.ts';
import { oneTimeCode, readBase32 } from '../iam/totp.ts';
import { formatDate, t } from '../text.ts';
import { MOST_IDENTITIES } from './identity.ts';
import { usePlace } from './place.ts';
import { type Answer, isSecurityKey, type Proof, signIn, type Who } from './requests.ts';

function Field({
  label,
  value,
  onInput,
  type = 'text',
  autoComplete = 'off',
  hint,
  error,
  first = false,
}: {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'email';
  autoComplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  hint?: string;
  error?: string | undefined;
  /** Gets the focus when the page comes. */
  first?: boolean;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  return (
    <div class="signin-field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <span class="signin-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        ref={input}
        type={type as 'text'}
        value={value}
        autocomplete={autoComplete}
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={
          [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
            .join(' ')
            .trim() || undefined
        }
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

interface StepProps {
  busy: boolean;
  failure: Failure | undefined;
}

function Step({
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

/** The practice authenticator's code of now, where this browser set the device up. */
function PracticeCode({ devices, onUse }: { devices: readonly string[]; onUse: (code: string) => void }) {
  const [kept] = keptDevices(devices);
  if (!kept) return <p class="signin-hint">{t('noPracticeCode')}</p>;
  return (
    <button
      type="button"
      class="console-button quiet"
      onClick={() => onUse(oneTimeCode(readBase32(kept.seed), Date.now()))}
    >
      {t('usePracticeCode')}
    </button>
  );
}

/** Whom this account has, for those who open the page without knowing. */
function Help() {
  const { host } = usePlace();
  const [facts, setFacts] = useState<{ email: string; account: string; alias: string | null } | undefined>();
  useEffect(() => {
    let current = true;
    host?.tools.summary().then(
      (summary) => current && setFacts(summary),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [host]);
  if (!facts) return null;
  return (
    <details class="signin-help">
      <summary>{t('signInHelp')}</summary>
      <dl>
        <dt>{t('rootEmail')}</dt>
        <dd>{facts.email}</dd>
        <dt>{t('rootPassword')}</dt>
        <dd>{t('rootPasswordIs', { password: practiceRootPassword })}</dd>
        <dt>{t('accountId')}</dt>
        <dd>{facts.account}</dd>
        {facts.alias !== null && (
          <>
            <dt>{t('accountAlias')}</dt>
            <dd>{facts.alias}</dd>
          </>
        )}
      </dl>
      <p>{t('signInHelpUsers')}</p>
    </details>
  );
}

type Stage =
  | { kind: 'who' }
  | { kind: 'password' }
  | { kind: 'mfa'; answer: Answer }
  | { kind: 'change'; answer: Answer };

export function SignIn() {
  const place = usePlace();
  const { host, desk } = place;
  const [asRoot, setAsRoot] = useState(false);
  const [stage, setStage] = useState<Stage>({ kind: 'who' });
  const [email, setEmail] = useState('');
  const [account, setAccount] = useState('');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [code, setCode] = useState('');
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>();
  const others = desk.identities.value;

  // Whoever is signed in already knows the account; its users sign in by it.
  useEffect(() => {
    host?.tools.summary().then(
      (summary) => setAccount((typed) => (typed === '' ? (summary.alias ?? summary.account) : typed)),
      () => {},
    );
  }, [host]);

  if (!host) return <p class="console-plain">{t('signInPracticeOnly')}</p>;
  const who: Who = asRoot ? { email } : { account, user };
  const back = (): void => {
    setStage({ kind: 'who' });
    setFailure(undefined);
    setTried(false);
    setPassword('');
    setCode('');
  };
  const send = async (proof: Proof): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await signIn(host, who, proof);
      setTried(false);
      if (answer.result === 'MfaRequired') setStage({ kind: 'mfa', answer });
      else if (answer.result === 'PasswordChangeRequired') setStage({ kind: 'change', answer });
      else if (answer.credentials) {
        const session = place.enter(answer.arn ?? '', answer.credentials);
        if (answer.mfaRequiredBy)
          session.flash({
            type: 'warning',
            header: t('rootMfaDue'),
            text: t('rootMfaDueHelp', { date: formatDate(answer.mfaRequiredBy) }),
            action: { text: t('assignMfa'), route: { view: 'assign-own-mfa' } },
          });
      }
    } catch (error) {
      const refused = toFailure(error);
      // What was proven is too old: from the beginning, with the name still there.
      if (refused.code === 'SignInExpired') back();
      setFailure(refused);
    } finally {
      setBusy(false);
    }
  };
  const state = 'answer' in stage && stage.answer.state !== undefined ? { state: stage.answer.state } : {};
  const full = others.length >= MOST_IDENTITIES;

  return (
    <div class="signin">
      <div class="signin-inner">
        <p class="signin-mark">{t('consoleName')}</p>
        {full && <p class="signin-problem">{t('fiveSessions', { count: MOST_IDENTITIES })}</p>}
        {stage.kind === 'who' && !asRoot && (
          <Step
            title={t('iamUserSignIn')}
            submit={t('signIn')}
            busy={busy}
            failure={failure}
            onSubmit={() => {
              setTried(true);
              if (account !== '' && user !== '' && password !== '') void send({ password });
            }}
          >
            <Field
              label={t('accountIdOrAlias')}
              value={account}
              onInput={setAccount}
              error={tried && account === '' ? t('enterThis') : undefined}
            />
            <Field
              label={t('iamUserName')}
              value={user}
              onInput={setUser}
              autoComplete="username"
              first
              error={tried && user === '' ? t('enterThis') : undefined}
            />
            <Field
              label={t('password')}
              type={shown ? 'text' : 'password'}
              value={password}
              onInput={setPassword}
              autoComplete="current-password"
              error={tried && password === '' ? t('enterThis') : undefined}
            />
            <label class="signin-check">
              <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} /> {t('showPassword')}
            </label>
          </Step>
        )}
        {stage.kind === 'who' && asRoot && (
          <Step
            title={t('rootUserSignIn')}
            submit={t('next')}
            busy={busy}
            failure={failure}
            onSubmit={() => {
              setTried(true);
              if (!/^\S+@\S+$/.test(email.trim())) return;
              setTried(false);
              setFailure(undefined);
              setStage({ kind: 'password' });
            }}
          >
            <Field
              label={t('rootEmail')}
              type="email"
              value={email}
              onInput={setEmail}
              autoComplete="username"
              first
              error={tried && !/^\S+@\S+$/.test(email.trim()) ? t('enterEmail') : undefined}
            />
          </Step>
        )}
        {stage.kind === 'password' && (
          <Step
            title={t('rootUserSignIn')}
            submit={t('signIn')}
            busy={busy}
            failure={failure}
            onSubmit={() => {
              setTried(true);
              if (password !== '') void send({ password });
            }}
          >
            <p class="signin-hint">{t('emailIs', { email })}</p>
            <Field
              label={t('password')}
              type={shown ? 'text' : 'password'}
              value={password}
              onInput={setPassword}
              autoComplete="current-password"
              first
              error={tried && password === '' ? t('enterThis') : undefined}
            />
            <label class="signin-check">
              <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} /> {t('showPassword')}
            </label>
          </Step>
        )}
        {stage.kind === 'mfa' && (
          <Mfa
            devices={stage.answer.devices}
            code={code}
            onCode={setCode}
            tried={tried}
            busy={busy}
            failure={failure}
            onSubmit={() => {
              setTried(true);
              if (/^\d{6}$/.test(code.trim())) void send({ ...state, code: code.trim() });
            }}
            onKey={(key) => void send({ ...state, key })}
          />
        )}
        {stage.kind === 'change' && (
          <Step
            title={t('changePasswordTitle')}
            submit={t('confirmPasswordChange')}
            busy={busy}
            failure={failure}
            onSubmit={() => {
              setTried(true);
              if (old === password && fresh !== '' && fresh === again)
                void send({ ...state, newPassword: fresh });
            }}
          >
            <p class="signin-hint">{t('changePasswordHelp', { account, user })}</p>
            <Field
              label={t('oldPassword')}
              type="password"
              value={old}
              onInput={setOld}
              autoComplete="current-password"
              first
              error={tried && old !== password ? t('oldPasswordWrong') : undefined}
            />
            <Field
              label={t('newPassword')}
              type="password"
              value={fresh}
              onInput={setFresh}
              autoComplete="new-password"
              error={tried && fresh === '' ? t('enterThis') : undefined}
            />
            <Field
              label={t('retypePassword')}
              type="password"
              value={again}
              onInput={setAgain}
              autoComplete="new-password"
              error={tried && fresh !== again ? t('passwordsDiffer') : undefined}
            />
          </Step>
        )}
        <div class="signin-ways">
          {stage.kind === 'who' ? (
            <button
              type="button"
              class="console-button quiet"
              onClick={() => {
                back();
                setAsRoot(!asRoot);
              }}
            >
              {t(asRoot ? 'signInAsUser' : 'signInAsRoot')}
            </button>
          ) : (
            <button type="button" class="console-button quiet" onClick={back}>
              {t('startAgain')}
            </button>
          )}
          {others.map((one) => (
            <button key={one.id} type="button" class="console-button quiet" onClick={() => desk.show(one.id)}>
              {t('goOnAs', { name: whoIs(one.arn || (one.session.caller.value?.arn ?? '')) })}
            </button>
          ))}
        </div>
        <Help />
      </div>
    </div>
  );
}

/** `user/anna` of an ARN as a name. */
const whoIs = (arn: string): string =>
  arn.endsWith(':root') || arn === '' ? t('rootUser') : (arn.split('/').at(-1) ?? arn);

function Mfa({
  devices,
  code,
  onCode,
  onSubmit,
  onKey,
  tried,
  ...step
}: StepProps & {
  devices: readonly string[];
  code: string;
  tried: boolean;
  onCode: (code: string) => void;
  onSubmit: () => void;
  onKey: (serial: string) => void;
}) {
  const keys = devices.filter(isSecurityKey);
  const codes = devices.filter((serial) => !isSecurityKey(serial));
  return (
    <Step
      {...step}
      title={t('mfaTitle')}
      submit={codes.length > 0 ? t('submit') : undefined}
      onSubmit={codes.length > 0 ? onSubmit : () => {}}
    >
      <p class="signin-hint">{t('mfaSignInHelp')}</p>
      {codes.length > 0 && (
        <>
          <Field
            label={t('mfaCodeField')}
            value={code}
            onInput={onCode}
            autoComplete="one-time-code"
            first
            error={tried && !/^\d{6}$/.test(code.trim()) ? t('sixDigits') : undefined}
          />
          <PracticeCode devices={codes} onUse={onCode} />
        </>
      )}
      {keys.map((serial) => (
        <button key={serial} type="button" class="console-button quiet" onClick={() => onKey(serial)}>
          {t('touchKey', { name: serial.split('/').at(-1) ?? serial })}
        </button>
      ))}
    </Step>
  );
}
