// Opens a shared account: reads the link, says what is in it, and only when the learner says so puts it in the place of
// their own, which undo brings back. A damaged link says so and changes nothing. Tests: test/browser/workspace.test.ts
import { useEffect, useState } from 'preact/hooks';
import { PracticeError } from '../practice/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import type { en } from './strings/en.ts';

export interface OpenSharedProps {
  base: string;
  /** The practice page's address. */
  practice: string;
  locale: string;
  messages: Translation<(typeof en)['openPage']>;
}

type State =
  | { kind: 'reading' }
  | { kind: 'none' }
  | { kind: 'ready'; text: string; account: string }
  | { kind: 'opening' }
  | { kind: 'failed'; reason: string };

export function OpenShared({ base, practice, locale, messages }: OpenSharedProps) {
  const t = translator(messages, locale);
  const [state, setState] = useState<State>({ kind: 'reading' });

  async function explained(error: unknown): Promise<string> {
    const [{ errorText }, { openMessages }, { localize }] = await Promise.all([
      import('../exercise/errors.ts'),
      import('../exercise/strings.ts'),
      import('../strings/index.ts'),
    ]);
    return errorText(error, translator(localize(openMessages, locale), locale));
  }

  useEffect(() => {
    async function read(): Promise<void> {
      const link = /^#s=(.*)$/s.exec(location.hash)?.[1];
      if (link === undefined) return setState({ kind: 'none' });
      setState({ kind: 'reading' });
      try {
        const { readShare } = await import('../practice/share.ts');
        const text = await readShare(link);
        const { world } = JSON.parse(text) as { world?: { home?: unknown } };
        setState({ kind: 'ready', text, account: typeof world?.home === 'string' ? world.home : '' });
      } catch (error) {
        const reason =
          error instanceof PracticeError
            ? error
            : new PracticeError('The link holds no account.', 'Ask for it once more.', 'link-damaged');
        setState({ kind: 'failed', reason: await explained(reason) });
      }
    }
    void read();
    const again = (): void => void read();
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);

  async function open(text: string): Promise<void> {
    setState({ kind: 'opening' });
    try {
      const { openScenarioHost } = await import('../exercise/open.ts');
      const host = await openScenarioHost('small-startup', { base });
      await host.tools.importAccount(text);
      await host.close();
      location.assign(`${practice}#/`);
    } catch (error) {
      setState({ kind: 'failed', reason: await explained(error) });
    }
  }

  return (
    <div class="open-shared">
      <div role="status">
        {state.kind === 'reading' && <p>{t('reading')}</p>}
        {state.kind === 'none' && <p>{t('none')}</p>}
        {state.kind === 'opening' && <p>{t('opening')}</p>}
        {state.kind === 'failed' && <p>{t('failed', { reason: state.reason })}</p>}
        {state.kind === 'ready' && (
          <>
            <p>{t('ready', { account: state.account })}</p>
            <p>{t('asks')}</p>
          </>
        )}
      </div>
      <p class="actions">
        {state.kind === 'ready' && (
          <>
            <button type="button" class="button" onClick={() => void open(state.text)}>
              {t('open')}
            </button>
            <button
              type="button"
              class="button quiet"
              onClick={async () => {
                const { downloadText } = await import('../exercise/download.ts');
                downloadText(`rootless-${state.account || 'account'}.json`, state.text);
              }}
            >
              {t('file')}
            </button>
          </>
        )}
        <a href={practice}>{t('own')}</a>
      </p>
    </div>
  );
}
