// What can be done with an account that was read: the map, and a copy to practise on. Both load what they need when asked.
// Tests: test/browser/live.test.ts.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountDetails, Evidence } from '../checkup/index.ts';
import type { Access } from './access.ts';
import type { T } from './Live.tsx';
import { anonymous, inventedAccount, pictureOf } from './picture.ts';

interface Props {
  evidence: Evidence;
  details: AccountDetails;
  /** Absent: the account came from files, or its credentials are gone. */
  access: Access | undefined;
  base: string;
  practice: string;
  locale: string;
  t: T;
}

type Copying =
  | { kind: 'no' }
  | { kind: 'running'; count: number }
  | { kind: 'done'; left: readonly { what: string; why: string }[] }
  | { kind: 'failed'; why: string };

export function Account({ evidence, details, base, practice, locale, t }: Props) {
  const [map, setMap] = useState(false);
  const [rename, setRename] = useState(true);
  const [copying, setCopying] = useState<Copying>({ kind: 'no' });
  const element = useRef<HTMLDivElement>(null);
  const account = evidence.account ?? inventedAccount;

  useEffect(() => {
    const target = element.current;
    if (!map || !target) return;
    let gone = false;
    let unmount = (): void => {};
    void import('../inspector/index.ts').then(({ mountInspector, pictureSource }) => {
      if (gone) return;
      const mounted = mountInspector(target, {
        source: pictureSource(pictureOf(details, account, evidence.alias, evidence.taken)),
        route: 'map',
        onRoute: (route) => mounted.navigate(route),
        hrefBase: '#/',
        locale,
      });
      unmount = () => mounted.unmount();
    });
    return () => {
      gone = true;
      unmount();
    };
  }, [map, details, account, evidence, locale]);

  async function copy(): Promise<void> {
    setCopying({ kind: 'running', count: 0 });
    try {
      const [{ copyAccount }, { openScenarioHost }] = await Promise.all([
        import('./copy.ts'),
        import('../exercise/open.ts'),
      ]);
      const { file, left } = await copyAccount(
        rename ? anonymous(details, account) : details,
        rename ? inventedAccount : account,
        { onProgress: (count) => setCopying({ kind: 'running', count }) },
      );
      const host = await openScenarioHost('small-startup', { base });
      await host.tools.importAccount(file);
      await host.close();
      setCopying({ kind: 'done', left });
    } catch (error) {
      setCopying({ kind: 'failed', why: (error as Error).message });
    }
  }

  return (
    <>
      <section class="no-print" aria-labelledby="map-title">
        <h2 id="map-title">{t('mapTitle')}</h2>
        <p>{t('mapLead')}</p>
        {!map && (
          <button type="button" class="button" onClick={() => setMap(true)}>
            {t('openMap')}
          </button>
        )}
        <div ref={element} />
      </section>
      <section class="no-print" aria-labelledby="copy-title">
        <h2 id="copy-title">{t('copyTitle')}</h2>
        <p>{t('copyLead')}</p>
        <label class="live-choice">
          <input
            type="checkbox"
            checked={rename}
            onChange={(event) => setRename(event.currentTarget.checked)}
          />
          {t('rename')}
        </label>
        <p class="actions">
          <button
            type="button"
            class="button"
            disabled={copying.kind === 'running'}
            onClick={() => void copy()}
          >
            {t('copy')}
          </button>
        </p>
        <div role="status">
          {copying.kind === 'running' && <p>{t('copying', { count: copying.count })}</p>}
          {copying.kind === 'failed' && <p>{t('copyFailed', { why: copying.why })}</p>}
          {copying.kind === 'done' && (
            <>
              <p>
                {copying.left.length > 0 ? t('copiedBut', { count: copying.left.length }) : t('copied')}{' '}
                <a href={`${practice}#/`}>{t('toPractice')}</a>
              </p>
              {copying.left.length > 0 && (
                <ul class="live-subjects">
                  {copying.left.slice(0, 50).map(({ what, why }) => (
                    <li key={what}>
                      <code>{what}</code>: {why}
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </div>
      </section>
    </>
  );
}
