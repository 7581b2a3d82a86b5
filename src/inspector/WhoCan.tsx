// «Who can?»: everybody of the account times some actions, each answer with its «Why?».
import type { ComponentChildren } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import type { Decision } from '../policy/index.ts';
import { matrixOf } from './matrix.ts';
import { usePicture, type ViewProps, Waiting } from './parts.tsx';
import { useActions } from './RequestForm.tsx';
import { addressOf } from './Why.tsx';

/** What one wants to know of an account first: who rules it, who can lose its data, who can hide. */
const usual = [
  'iam:CreateUser',
  'iam:AttachUserPolicy',
  's3:DeleteBucket',
  'ec2:TerminateInstances',
  'cloudtrail:StopLogging',
];
const PAGE = 40;
const signs: Record<Decision, string> = { allow: '✓', explicitDeny: '✕', implicitDeny: '–' };
const tones: Record<Decision, string> = { allow: 'allow', explicitDeny: 'deny', implicitDeny: 'implicit' };
const words = { allow: 'may', explicitDeny: 'denied', implicitDeny: 'mayNot' } as const;
const kinds = { root: 'kindRoot', user: 'kindUser', role: 'kindRole' } as const;

export function WhoCan({ source, rest, go, href, t }: ViewProps): ComponentChildren {
  const id = useId();
  const [picture, again] = usePicture(source);
  const asked = useMemo(() => new URLSearchParams(rest.startsWith('?') ? rest.slice(1) : ''), [rest]);
  const actions = asked.getAll('action').length > 0 ? asked.getAll('action') : usual;
  const resource = asked.get('resource') ?? '*';
  const mfa = asked.get('mfa') === '1';
  const [typed, setTyped] = useState('');
  const [find, setFind] = useState('');
  const [only, setOnly] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const offered = useActions(typed);
  const context = useMemo(
    () => (mfa ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' } : undefined),
    [mfa],
  );
  const rows = useMemo(
    () => (picture ? matrixOf(picture, actions, resource, context) : []),
    [picture, actions.join(), resource, context],
  );
  function ask(part: { actions?: readonly string[]; resource?: string; mfa?: boolean }): void {
    const next = new URLSearchParams();
    for (const action of part.actions ?? actions) next.append('action', action);
    next.set('resource', part.resource ?? resource);
    if (part.mfa ?? mfa) next.set('mfa', '1');
    go(`who/?${next}`);
  }
  const fitting = rows.filter(
    ({ name, decisions }) =>
      name.toLowerCase().includes(find.trim().toLowerCase()) && (!only || decisions.includes('allow')),
  );
  return (
    <>
      <h1>{t('whoTitle')}</h1>
      <p class="lead">{t('whoLead')}</p>
      <form
        class="inspector-row"
        onSubmit={(event) => {
          event.preventDefault();
          const action = typed.trim();
          if (/^[\w-]+:\w+$/.test(action) && !actions.includes(action))
            ask({ actions: [...actions, action] });
          setTyped('');
        }}
      >
        <label>
          {t('whoAction')}{' '}
          <input
            value={typed}
            list={`${id}-actions`}
            placeholder="s3:GetObject"
            pattern="[\w\-]+:\w+"
            title={t('noSuchAction')}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <datalist id={`${id}-actions`}>
          {offered.slice(0, 300).map((action) => (
            <option key={action} value={action} />
          ))}
        </datalist>
        <button type="submit" class="button quiet">
          {t('whoAdd')}
        </button>
        <label>
          {t('whoResource')}{' '}
          <input
            value={resource}
            autocomplete="off"
            spellcheck={false}
            list={`${id}-resources`}
            onChange={({ currentTarget }) => ask({ resource: currentTarget.value.trim() || '*' })}
          />
        </label>
        <datalist id={`${id}-resources`}>
          {(picture?.resources ?? []).slice(0, 300).map(({ arn }) => (
            <option key={arn} value={arn} />
          ))}
        </datalist>
      </form>
      <div class="inspector-row">
        <label>
          {t('whoFind')}{' '}
          <input type="search" value={find} onInput={({ currentTarget }) => setFind(currentTarget.value)} />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={mfa}
            onChange={({ currentTarget }) => ask({ mfa: currentTarget.checked })}
          />{' '}
          {t('whoMfa')}
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={only}
            onChange={({ currentTarget }) => setOnly(currentTarget.checked)}
          />{' '}
          {t('whoOnly')}
        </label>
      </div>
      {picture ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="inspector-scroll" tabIndex={0} aria-label={t('whoTable')}>
            <table class="inspector-matrix">
              <thead>
                <tr>
                  <th scope="col">{t('principal')}</th>
                  {actions.map((action, column) => (
                    <th key={action} scope="col">
                      <code>{action}</code>
                      <br />
                      <span class="soft">
                        {t('whoCount', {
                          count: rows.filter(({ decisions }) => decisions[column] === 'allow').length,
                          total: rows.length,
                        })}
                      </span>{' '}
                      {actions.length > 1 && (
                        <button
                          type="button"
                          class="link"
                          aria-label={t('whoRemove', { action })}
                          onClick={() => ask({ actions: actions.filter((one) => one !== action) })}
                        >
                          ✕
                        </button>
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {fitting.slice(0, shown).map(({ principal, name, kind, decisions }) => (
                  <tr key={principal}>
                    <th scope="row">
                      <span translate={false}>{name}</span>{' '}
                      {kind !== 'root' && <span class="soft">{t(kinds[kind])}</span>}
                    </th>
                    {decisions.map((decision, column) => {
                      const action = actions[column] ?? '';
                      return (
                        <td key={action}>
                          <a
                            class={`chip ${tones[decision]}`}
                            href={href(
                              addressOf({
                                principal,
                                action,
                                resource,
                                context: (context ?? {}) as Record<string, string>,
                              }),
                            )}
                            title={t('whyFor', { who: name, action })}
                          >
                            <span aria-hidden="true">{signs[decision]}</span> {t(words[decision])}
                          </a>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {fitting.length === 0 && <p role="status">{t('nobody')}</p>}
          {fitting.length > shown && (
            <button type="button" class="link" onClick={() => setShown(shown + 200)}>
              {t('whoMore', { count: Math.min(200, fitting.length - shown) })}
            </button>
          )}
        </>
      ) : (
        <Waiting failed={picture === null} onAgain={again} t={t} />
      )}
    </>
  );
}
