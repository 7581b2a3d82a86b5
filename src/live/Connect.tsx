// The ways that need credentials: pasted or typed into this page, or through the relay. Tests: test/browser/live.test.ts.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  accountAlias,
  collect,
  type Evidence,
  type Piece,
  type Progress,
  patient,
  type SendOperation,
} from '../checkup/index.ts';
import type { ClientConfig } from '../console/index.ts';
import type { Access } from './access.ts';
import { type LiveCredentials, readCredentials, typedCredentials } from './credentials.ts';
import { failureOf } from './failure.ts';
import { judgeCaller, mayCallIam } from './guard.ts';
import type { T } from './Live.tsx';
import { relayConfig } from './relay.ts';
import { createVault, type Gone } from './vault.ts';
import { wait } from './wait.ts';

const idle = 10 * 60_000;

/** Neither the browser nor a manager of passwords is to keep or correct what is typed. */
const unkept = {
  autocomplete: 'off',
  autocapitalize: 'off',
  spellcheck: false,
  'data-1p-ignore': true,
  'data-lpignore': 'true',
} as const;

const fieldsIn = (element: HTMLElement | null): readonly { value: string }[] => [
  ...(element?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea') ?? []),
];

interface Props {
  base: string;
  token: string | null;
  relayWrites: boolean;
  /** What the chosen rules look at. */
  only: readonly Piece[];
  onEvidence: (evidence: Evidence) => void;
  /** What more can be done with the account; undefined once the credentials are gone. */
  onAccess: (access: Access | undefined) => void;
  t: T;
}

export function Connect({ base, token, relayWrites, only, onEvidence, onAccess, t }: Props) {
  const [way, setWay] = useState<'paste' | 'type'>('paste');
  const fields = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<Progress>();
  const [held, setHeld] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const vault = useMemo(
    () =>
      createVault({
        idle,
        now: Date.now,
        later: (run, milliseconds) => setTimeout(run, milliseconds),
        never: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
        onGone(why: Gone) {
          stop.current?.abort();
          setHeld(false);
          onAccess(undefined);
          setSaid([t(`gone_${why}`)]);
        },
      }),
    [t, onAccess],
  );
  useEffect(() => {
    // A page that the browser keeps for its «Back» would keep the credentials with it.
    const leave = (): void => {
      for (const field of fieldsIn(fields.current)) field.value = '';
      vault.forget();
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      vault.forget();
    };
  }, [vault]);

  async function look(
    send: SendOperation,
    accessKeyId: string,
    before: readonly string[],
    reach: Pick<Access, 'config' | 'mayWrite'>,
  ): Promise<void> {
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    const say = (operation: string, waiting: boolean): void =>
      setProgress({ calls: 1, operation, read: 0, done: 0, of: only.length, waiting });
    const asked = patient(send, {
      wait,
      onCall: (operation) => say(operation, false),
      onWait: say,
    });
    try {
      const who = await asked('sts', 'GetCallerIdentity', {}, signal);
      const arn = String(who.Arn ?? '');
      let caller = judgeCaller(arn, accessKeyId);
      if (caller.ok && caller.kind === 'user' && accessKeyId.startsWith('ASIA'))
        caller = judgeCaller(arn, accessKeyId, await mayCallIam(asked, signal));
      if (!caller.ok) {
        const { refusal } = caller;
        vault.forget();
        return setSaid([t(`refusal_${refusal}`)]);
      }
      const { account, name } = caller;
      const alias = await accountAlias(asked, signal);
      setSaid([
        ...before,
        alias === null ? t('who', { account, name }) : t('whoAlias', { account, alias, name }),
      ]);
      onAccess({ ...reach, account, arn, name, send });
      const { evidence, expired } = await collect({
        send,
        now: Date.now,
        wait,
        signal,
        onProgress: setProgress,
        only,
      });
      onEvidence({ ...evidence, account, alias });
      if (expired) {
        vault.forget('expired');
        setSaid([t('endedExpired')]);
      } else setSaid((last) => [...last, t(signal.aborted ? 'readPart' : 'readAll')]);
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error);
      if (failure === 'credentials') vault.forget();
      setSaid([t(`failed_${failure}`, { why: (error as Error).message })]);
    } finally {
      setProgress(undefined);
    }
  }

  async function connect(): Promise<void> {
    const all = fieldsIn(fields.current);
    const [first, second, third] = all;
    const read =
      way === 'paste'
        ? readCredentials(first?.value ?? '', Date.now())
        : typedCredentials(first?.value ?? '', second?.value ?? '', third?.value ?? '', Date.now());
    if (!read.ok) return setSaid([t(`problem_${read.problem}`)]);
    // From here on they are nowhere but in the vault.
    for (const field of all) field.value = '';
    const own: LiveCredentials = read.credentials;
    onAccess(undefined);
    vault.keep(own);
    setHeld(true);
    const { sdkSend } = await import('./send.ts');
    const config: ClientConfig = {
      region: 'us-east-1',
      credentials: async () => {
        // Never the next account's credentials for what was begun in this one.
        if (vault.use() !== own) throw Object.assign(new Error('forgotten'), { name: 'ExpiredToken' });
        const { expires, ...credentials } = own;
        // Never kept by the SDK: it asks again for each request.
        return { ...credentials, expiration: new Date(0) };
      },
    };
    await look(sdkSend(config), own.accessKeyId, read.longLived ? [t('longLived')] : [], {
      config,
      mayWrite: true,
    });
  }

  async function relay(given: string): Promise<void> {
    const { sdkSend } = await import('./send.ts');
    const config = relayConfig(base, given);
    await look(sdkSend(config), 'AKIA', [], { config, mayWrite: relayWrites });
  }

  const enter = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter' && progress === undefined) void connect();
  };

  return (
    <>
      <section aria-labelledby="relay-title">
        <h2 id="relay-title">{t('relayTitle')}</h2>
        <p>{t(token ? 'relayOn' : 'relayLead')}</p>
        {token && (
          <button
            type="button"
            class="button"
            disabled={progress !== undefined}
            onClick={() => void relay(token)}
          >
            {t('connect')}
          </button>
        )}
      </section>
      {!token && (
        <section aria-labelledby="credentials-title">
          <h2 id="credentials-title">{t('credentialsTitle')}</h2>
          <p>{t('credentialsLead')}</p>
          <fieldset class="live-ways">
            <legend>{t('ways')}</legend>
            {(['paste', 'type'] as const).map((one) => (
              <label key={one} class="live-choice">
                <input
                  type="radio"
                  name="live-way"
                  checked={way === one}
                  onChange={() => {
                    setWay(one);
                    setSaid([]);
                  }}
                />
                {t(`way_${one}`)}
              </label>
            ))}
          </fieldset>
          <div class="form" ref={fields} key={way}>
            {way === 'paste' ? (
              <label>
                <span>{t('paste')}</span>
                <textarea rows={4} autocomplete="off" spellcheck={false} aria-describedby="paste-help" />
              </label>
            ) : (
              <>
                <label>
                  <span>{t('typeId')}</span>
                  <input type="text" {...unkept} onKeyDown={enter} />
                </label>
                {(['typeSecret', 'typeToken'] as const).map((one) => (
                  <label key={one}>
                    <span>{t(one)}</span>
                    <input type="password" {...unkept} onKeyDown={enter} />
                  </label>
                ))}
              </>
            )}
          </div>
          <p class="note" id="paste-help">
            {t(way === 'paste' ? 'pasteHelp' : 'typeHelp')}
          </p>
          <p class="actions">
            <button
              type="button"
              class="button"
              disabled={progress !== undefined}
              onClick={() => void connect()}
            >
              {t('connect')}
            </button>
            {held && (
              <button type="button" class="button quiet" onClick={() => vault.forget()}>
                {t('forget')}
              </button>
            )}
          </p>
        </section>
      )}
      <div role="status" class="live-said">
        {said.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {progress && (
          <p>
            {progress.waiting && `${t('waiting')} `}
            {t('progress', { ...progress, waiting: '' })}
          </p>
        )}
      </div>
      {progress && (
        <button type="button" class="button quiet" onClick={() => stop.current?.abort()}>
          {t('cancel')}
        </button>
      )}
    </>
  );
}
