// What can be done about a finding: put it right in the practice copy first, or by a guided change of the account.
// Tests: test/browser/live-changes.test.ts.
import type { Evidence, Finding } from '../checkup/index.ts';
import { consolePlace } from '../checkup/places.ts';
import type { Access } from './access.ts';
import type { Suggested } from './changes/AskForm.tsx';
import { offersOfAll } from './changes/offers.ts';
import type { T } from './Live.tsx';
import { inventedAccount } from './picture.ts';
import type { Practised } from './practise.ts';
import { usePractising } from './use-practising.ts';

interface Props {
  finding: Finding;
  /** The rule's title. */
  title: string;
  evidence: Evidence;
  access: Access | undefined;
  base: string;
  practice: string;
  onSuggest: (suggested: Suggested) => void;
  t: T;
}

/** As many ways into the copy as one reads. */
const shown = 10;

export function FindingActions({ finding, title, evidence, access, base, practice, onSuggest, t }: Props) {
  const [state, practise] = usePractising();
  if (finding.status !== 'fail') return null;
  const wanted = access ? offersOfAll(finding) : [];
  const details = evidence.details.seen ? evidence.details.value : undefined;
  const general = consolePlace(finding);

  /** The subjects' own pages in the copy, else the page that all of it stands on. */
  function places({ nameOf }: Practised): readonly { name: string; other: string; href: string }[] {
    const found = (finding.subjects ?? []).slice(0, shown).flatMap((subject) => {
      const other = nameOf(subject.name);
      const place = consolePlace(finding, { ...subject, name: other });
      return place ? [{ name: subject.name, other, href: `${practice}#/console/${place}` }] : [];
    });
    return found.filter(({ href }, index) => found.findIndex((one) => one.href === href) === index);
  }

  return (
    <div class="no-print">
      <p class="actions">
        {details && general && (
          <button
            type="button"
            class="button quiet"
            disabled={state.kind === 'running'}
            onClick={() =>
              void practise({
                evidence,
                details,
                account: evidence.account ?? inventedAccount,
                rename: true,
                base,
              })
            }
          >
            {t('practiseFinding')}
          </button>
        )}
        {wanted.length > 0 && (
          <button type="button" class="button quiet" onClick={() => onSuggest({ title, wanted })}>
            {t('changeFinding')}
          </button>
        )}
      </p>
      <div role="status">
        {state.kind === 'running' && <p>{t('copying', { count: state.count })}</p>}
        {state.kind === 'failed' && <p>{t('copyFailed', { why: state.why })}</p>}
        {state.kind === 'ready' && (
          <>
            <p>{t('practiseReady')}</p>
            <ul>
              {places(state.practised).map(({ name, other, href }) => (
                <li key={href}>
                  <a href={href}>{t('practiseAt', { name, other })}</a>
                </li>
              ))}
              {places(state.practised).length === 0 && (
                <li>
                  <a href={`${practice}#/console/${general}`}>{t('practiseHere')}</a>
                </li>
              )}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
