// The ways that need credentials: pasted into this page, or through the relay. Tests: test/browser/live.test.ts.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { collect, type Evidence, isExpiry, type Progress, type SendOperation } from '../checkup/index.ts';
import { type LiveCredentials, readCredentials } from './credentials.ts';
import { judgeCaller } from './guard.ts';
import type { T } from './Live.tsx';
import { relayConfig } from './relay.ts';
import { createVault, type Gone } from './vault.ts';

const idle = 10 * 60_000;
const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

interface Props {
  base: string;
  token: string | null;
  onEvidence: (evidence: Evidence) => void;
  t: T;
}

export function Connect({ base, token, onEvidence, t }: Props) {
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
          setSaid([t(`gone_${why}`)]);
        },
      }),
    [t],
  );
  useEffect(() => () => vault.forget(), [vault]);

  async function look(send: SendOperation, accessKeyId: string, before: readonly string[]): Promise<void> {
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    try {
      const who = await send('sts', 'GetCallerIdentity', {}, signal);
      const arn = String(who.Arn ?? '');
      let caller = judgeCaller(arn, accessKeyId);
      if (caller.ok && caller.kind === 'user' && accessKeyId.startsWith('ASIA')) {
        const may = await send('iam', 'GetAccountSummary', {}, signal).then(
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
      const { evidence } = await collect({ send, now: Date.now, wait, signal, onProgress: setProgress });
      onEvidence({ ...evidence, account: caller.account });
    } catch (error) {
      if (signal.aborted) return;
      const { name, message } = error as Error;
      if (isExpiry(error) || name === 'SignatureDoesNotMatch') {
        vault.forget();
        setSaid([t('failedExpired')]);
      } else setSaid([name === 'TypeError' ? t('failedNetwork') : t('failedOther', { why: message })]);
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
    const send = sdkSend({
      region: 'us-east-1',
      credentials: async () => {
        const now: LiveCredentials | undefined = vault.use();
        if (!now) throw Object.assign(new Error('forgotten'), { name: 'ExpiredToken' });
        const { expires, ...credentials } = now;
        // Never kept by the SDK: it asks again for each request.
        return { ...credentials, expiration: new Date(0) };
      },
    });
    await look(send, read.credentials.accessKeyId, read.longLived ? [t('longLived')] : []);
  }

  async function relay(given: string): Promise<void> {
    const { sdkSend } = await import('./send.ts');
    await look(sdkSend(relayConfig(base, given)), 'AKIA', []);
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
