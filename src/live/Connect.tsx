// The ways that need credentials: pasted into this page, or through the relay. Tests: test/browser/live.test.ts.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  collect,
  type Evidence,
  type Progress,
  patient,
  pieces,
  type SendOperation,
} from '../checkup/index.ts';
import type { ClientConfig } from '../console/index.ts';
import type { Access } from './access.ts';
import { type LiveCredentials, readCredentials } from './credentials.ts';
import { failureOf } from './failure.ts';
import { judgeCaller } from './guard.ts';
import type { T } from './Live.tsx';
import { relayConfig } from './relay.ts';
import { createVault, type Gone } from './vault.ts';
import { wait } from './wait.ts';

const idle = 10 * 60_000;
interface Props {
  base: string;
  token: string | null;
  relayWrites: boolean;
  onEvidence: (evidence: Evidence) => void;
  /** What more can be done with the account; undefined once the credentials are gone. */
  onAccess: (access: Access | undefined) => void;
  t: T;
}

export function Connect({ base, token, relayWrites, onEvidence, onAccess, t }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
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
      if (field.current) field.current.value = '';
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
      setProgress({ calls: 1, operation, read: 0, done: 0, of: pieces.length, waiting });
    const asked = patient(send, {
      wait,
      onCall: (operation) => say(operation, false),
      onWait: say,
    });
    try {
      const who = await asked('sts', 'GetCallerIdentity', {}, signal);
      const arn = String(who.Arn ?? '');
      let caller = judgeCaller(arn, accessKeyId);
      if (caller.ok && caller.kind === 'user' && accessKeyId.startsWith('ASIA')) {
        const may = await asked('iam', 'GetAccountSummary', {}, signal).then(
          () => true,
          (error: Error) => !/^(AccessDenied|InvalidClientTokenId)/.test(error.name),
        );
        caller = judgeCaller(arn, accessKeyId, may);
      }
      if (!caller.ok) {
        const { refusal } = caller;
        vault.forget();
        return setSaid([t(`refusal_${refusal}`)]);
      }
      setSaid([...before, t('who', { account: caller.account, name: caller.name })]);
      onAccess({ ...reach, account: caller.account, arn: caller.arn, name: caller.name, send });
      const { evidence, expired } = await collect({
        send,
        now: Date.now,
        wait,
        signal,
        onProgress: setProgress,
      });
      onEvidence({ ...evidence, account: caller.account });
      if (expired) {
        vault.forget('expired');
        setSaid([t('endedExpired')]);
      }
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
    const text = field.current?.value ?? '';
    const read = readCredentials(text, Date.now());
    if (!read.ok) return setSaid([t(`problem_${read.problem}`)]);
    // From here on the text is nowhere but in the vault.
    if (field.current) field.current.value = '';
    vault.keep(read.credentials);
    setHeld(true);
    const { sdkSend } = await import('./send.ts');
    const config: ClientConfig = {
      region: 'us-east-1',
      credentials: async () => {
        const now: LiveCredentials | undefined = vault.use();
        if (!now) throw Object.assign(new Error('forgotten'), { name: 'ExpiredToken' });
        const { expires, ...credentials } = now;
        // Never kept by the SDK: it asks again for each request.
        return { ...credentials, expiration: new Date(0) };
      },
    };
    await look(sdkSend(config), read.credentials.accessKeyId, read.longLived ? [t('longLived')] : [], {
      config,
      mayWrite: true,
    });
  }

  async function relay(given: string): Promise<void> {
    const { sdkSend } = await import('./send.ts');
    const config = relayConfig(base, given);
    await look(sdkSend(config), 'AKIA', [], { config, mayWrite: relayWrites });
  }

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
          <div class="form">
            <label>
              <span>{t('paste')}</span>
              <textarea
                ref={field}
                rows={4}
                autocomplete="off"
                spellcheck={false}
                aria-describedby="paste-help"
              />
            </label>
          </div>
          <p class="note" id="paste-help">
            {t('pasteHelp')}
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
