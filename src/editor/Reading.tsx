// What the text says, in words and by access level, and what the change does to people.
import type { ComponentChildren } from 'preact';
import { type AccessLevel, serviceNames } from '../data/actions/index.ts';
import { Inline } from '../strings/Inline.tsx';
import type { Effect } from './change.ts';
import type { Insight } from './insight.ts';
import type { T } from './words.ts';

const levels = [
  ['List', 'levelList'],
  ['Read', 'levelRead'],
  ['Write', 'levelWrite'],
  ['Permissions management', 'levelPermissions'],
  ['Tagging', 'levelTagging'],
] as const satisfies readonly (readonly [AccessLevel, string])[];

/** Shown of a list; the rest is counted. */
const SHOWN = 5;

export function Reading({
  insight,
  t,
  locale,
}: {
  insight: Insight;
  t: T;
  locale: string;
}): ComponentChildren {
  const { words, long, access, all, effects } = insight;
  if (long) return <p class="soft">{t('tooLong')}</p>;
  if (!words) return null;
  return (
    <div class="policy-reading">
      <section aria-label={t('says')}>
        <p class="policy-heading">{t('says')}</p>
        {words.length === 0 ? (
          <p class="soft">{t('saysNothing')}</p>
        ) : (
          <ul>
            {words.map((sentence, index) => (
              <li key={index}>
                <Inline text={sentence} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {effects && (
        <section aria-label={t('changes')} aria-live="polite">
          <p class="policy-heading">{t('changes')}</p>
          {effects.length === 0 && <p class="soft">{t('noChange')}</p>}
          {effects.length > 0 && !insight.held && <p class="soft">{t('changeNew')}</p>}
          <ul>
            {effects.slice(0, 8).map((effect, index) => (
              <li key={index} class={effect.change}>
                <span aria-hidden="true">
                  {effect.change === 'added' ? '+ ' : effect.change === 'removed' ? '− ' : '~ '}
                </span>
                <Inline text={effectWords(effect, t, locale)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {access.length > 0 && (
        <div>
          <p class="policy-heading">{t('access')}</p>
          {all && <p class="soft">{t('accessAll')}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="policy-access" tabIndex={0} aria-label={t('access')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('service')}</th>
                  {levels.map(([level, name]) => (
                    <th key={level} scope="col">
                      {t(name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {access.map((one) => (
                  <tr key={one.service}>
                    <th scope="row">{serviceNames[one.service] ?? one.service}</th>
                    {levels.map(([level]) => {
                      const counted = one.levels[level];
                      return (
                        <td key={level} class={counted && counted.given > 0 ? 'some' : ''}>
                          {!counted || counted.given === 0
                            ? t('none')
                            : t(counted.given === counted.of ? 'full' : 'of', counted)}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  );
}

function effectWords({ change, people, actions }: Effect, t: T, locale: string): string {
  const join = (words: readonly string[]): string => {
    const rest = words.length - SHOWN;
    return new Intl.ListFormat(locale === 'qps' ? 'en' : locale).format(
      rest > 0 ? [...words.slice(0, SHOWN), t('andMore', { count: rest })] : words,
    );
  };
  return t(change, {
    count: Math.max(1, people.length),
    who: people.length === 0 ? t('holder') : join(people),
    actions: join(actions.map((action) => `\`${action}\``)),
  });
}
