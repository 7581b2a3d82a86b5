// The sign-in page: root by its address, an IAM user by account and name, then MFA, then a new password where one is due.
// Fields and buttons as in AWS's sign-in user guide; those of the MFA and password pages are unverified (labels.ts).
// Plain elements: AWS's sign-in page is no part of the console either.
import { useEffect, useState } from 'preact/hooks';
import { type Failure, toFailure } from '../errors.ts';
import { formatDate, t } from '../text.ts';
import { Field, PasswordField } from './Field.tsx';
import { Help } from './Help.tsx';
import { MOST_IDENTITIES } from './identity.ts';
import { Mfa } from './Mfa.tsx';
import { usePlace } from './place.ts';
import { type Answer, type Proof, signIn, type Who } from './requests.ts';
import { Step } from './Step.tsx';

/** `user/anna` of an ARN as a name. */
const whoIs = (arn: string): string =>
  arn.endsWith(':root') || arn === '' ? t('rootUser') : (arn.split('/').at(-1) ?? arn);

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
            <PasswordField
              value={password}
              onInput={setPassword}
              error={tried && password === '' ? t('enterThis') : undefined}
            />
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
            <PasswordField
              value={password}
              onInput={setPassword}
              first
              error={tried && password === '' ? t('enterThis') : undefined}
            />
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
