// What can be done with an account that was read: the map, the comparison with AWS, a copy to practise on. Each loads what
// it needs when it is asked for.
// Tests: test/browser/live.test.ts.
import { useMemo, useState } from 'preact/hooks';
import type { AccountDetails, Evidence } from '../checkup/index.ts';
import type { Access } from './access.ts';
import type { CompareProps } from './Compare.tsx';
import { useLazy } from './Doors.tsx';
import { InspectorPlace } from './InspectorPlace.tsx';
import type { T } from './Live.tsx';
import { inventedAccount, pictureOf } from './picture.ts';
import { usePractising } from './use-practising.ts';

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

export function Account({ evidence, details, access, base, practice, locale, t }: Props) {
  const [place, setPlace] = useState<{ route: string }>();
  const [rename, setRename] = useState(true);
  const [copying, practise] = usePractising();
  const [compare, setCompare] = useState(false);
  const account = evidence.account ?? inventedAccount;
  const picture = useMemo(
    () => pictureOf(details, account, evidence.alias, evidence.taken),
    [details, account, evidence.alias, evidence.taken],
  );
  const { part: Comparison, failed } = useLazy<CompareProps>(
    compare,
    async () => (await import('./Compare.tsx')).Compare,
  );

  return (
    <>
      <section class="no-print" aria-labelledby="map-title">
        <h2 id="map-title">{t('mapTitle')}</h2>
        <p>{t('mapLead')}</p>
        <p class="actions">
          {(['map', 'who', 'why'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class={place === undefined && one === 'map' ? 'button' : 'button quiet'}
              onClick={() => setPlace({ route: one })}
            >
              {t(`open_${one}`)}
            </button>
          ))}
        </p>
        {place && <InspectorPlace picture={picture} place={place} locale={locale} loading={t('loading')} />}
      </section>
      <section class="no-print" aria-labelledby="compare-title">
        <h2 id="compare-title">{t('compareTitle')}</h2>
        <p>{t('compareLead')}</p>
        {!access && <p class="note">{t('needsAccess')}</p>}
        {access && !compare && (
          <button type="button" class="button" onClick={() => setCompare(true)}>
            {t('openCompare')}
          </button>
        )}
        <div role="status">
          {compare && !Comparison && !failed && <p>{t('loading')}</p>}
          {failed && <p>{t('partFailed', { why: failed })}</p>}
        </div>
        {access && compare && Comparison && <Comparison access={access} picture={picture} locale={locale} />}
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
            onClick={() => void practise({ evidence, details, account, rename, base })}
          >
            {t('copy')}
          </button>
        </p>
        <div role="status">
          {copying.kind === 'running' && <p>{t('copying', { count: copying.count })}</p>}
          {copying.kind === 'failed' && <p>{t('copyFailed', { why: copying.why })}</p>}
          {copying.kind === 'ready' && (
            <>
              <p>
                {copying.practised.left.length > 0
                  ? t('copiedBut', { count: copying.practised.left.length })
                  : t('copied')}{' '}
                <a href={`${practice}#/`}>{t('toPractice')}</a>
              </p>
              {copying.practised.left.length > 0 && (
                <ul class="live-subjects">
                  {copying.practised.left.slice(0, 50).map(({ what, why }) => (
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
