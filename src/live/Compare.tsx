// «Compare with AWS»: a table of questions, answered by this page's engine and by AWS's simulator. Brings the policy
// engine, so it is loaded when somebody opens it. Tests: test/browser/live-compare.test.ts.
import './compare.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { writeCsv } from '../checkup/csv.ts';
import { isExpiry, isNetwork, isThrottle } from '../checkup/index.ts';
import { loadServices } from '../data/actions/index.ts';
import { downloadText } from '../exercise/download.ts';
import type { Decision } from '../policy/index.ts';
import type { AccountPicture } from '../practice/picture.ts';
import { localize, type Translate, translator } from '../strings/index.ts';
import type { Access } from './access.ts';
import {
  compareWithAws,
  keysFromAws,
  limits,
  principalsOf,
  type Question,
  type Reason,
  type Row,
  readActions,
  readContext,
  resourceFor,
} from './compare.ts';
import { messages } from './compare-strings.ts';
import { InspectorPlace } from './InspectorPlace.tsx';
import { wait } from './wait.ts';

export interface CompareProps {
  access: Access;
  picture: AccountPicture;
  locale: string;
}

const usual =
  'iam:CreateUser\niam:AttachUserPolicy\ns3:GetObject\nec2:TerminateInstances\ncloudtrail:StopLogging';
const withMfa = { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' };
const signs = { allow: '✓', explicitDeny: '✕', implicitDeny: '–' } as const;
const tones = { allow: 'allow', explicitDeny: 'deny', implicitDeny: 'implicit' } as const;
const page = 100;
const columns = ['who', 'action', 'ours', 'theirs', 'verdict'] as const;

/** AWS's own pages on what its simulator counts and leaves out, and on how requests are decided. */
const api = (page: string): string => `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${page}.html`;
const guide = (page: string): string => `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`;
const known = [
  ['limit_scp', api('OrganizationsDecisionDetail')],
  ['limit_rcp', api('SimulatePrincipalPolicy')],
  ['limit_resource', api('SimulatePrincipalPolicy')],
  ['limit_roles', api('SimulatePrincipalPolicy')],
  ['limit_session', api('SimulateCustomPolicy')],
  ['limit_context', api('EvaluationResult')],
  ['limit_who', api('SimulatePrincipalPolicy')],
] as const;
const sources: Readonly<Partial<Record<Reason['code'], string>>> = {
  scp: api('OrganizationsDecisionDetail'),
  serviceLinked: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  boundary: api('PermissionsBoundaryDecisionDetail'),
  boundaryUnread: api('PermissionsBoundaryDecisionDetail'),
  resourcePolicy: api('SimulatePrincipalPolicy'),
  elsewhere: guide('reference_policies_evaluation-logic-cross-account'),
  context: api('EvaluationResult'),
};
const pageOf = (address: string): string =>
  address
    .split('/')
    .at(-1)
    ?.replace(/^API_|\.html$/g, '') ?? '';

type T = Translate<typeof messages>;

export function Compare({ access, picture, locale }: CompareProps) {
  const t: T = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const [actions, setActions] = useState(usual);
  const [resource, setResource] = useState('*');
  const [find, setFind] = useState('');
  const [mfa, setMfa] = useState(false);
  const [values, setValues] = useState('');
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [asked, setAsked] = useState<Question>();
  const [said, setSaid] = useState('');
  const [progress, setProgress] = useState<{ calls: number; done: number; of: number; waiting: boolean }>();
  const [only, setOnly] = useState(false);
  const [shown, setShown] = useState(page);
  const [why, setWhy] = useState<{ route: string }>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  // Another account, or the credentials are others: what is under way belongs to the one before.
  useEffect(() => () => stop.current?.abort(), [access, picture]);

  const read = useMemo(() => readActions(actions), [actions]);
  const wanted = read.actions.slice(0, limits.actions);
  const all = useMemo(() => principalsOf(picture, find), [picture, find]);
  const principals = all.slice(0, limits.principals);

  /** Something that takes calls: with progress, an end, and words for how it went. */
  async function run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    setSaid('');
    setProgress({ calls: 0, done: 0, of: principals.length, waiting: false });
    try {
      await work(signal);
    } catch (error) {
      setSaid(
        signal.aborted ? t('stopped') : t(`failed_${failureOf(error)}`, { why: (error as Error).message }),
      );
    } finally {
      setProgress(undefined);
    }
  }
  const asking = (signal: AbortSignal) => ({
    principals,
    send: access.send,
    wait,
    signal,
    onProgress: (now: NonNullable<typeof progress>) => {
      if (!signal.aborted) setProgress(now);
    },
  });

  async function compare(): Promise<void> {
    if (wanted.length === 0) return setSaid(t('noActions'));
    if (principals.length === 0) return setSaid(t('nobody'));
    setRows([]);
    setShown(page);
    setWhy(undefined);
    await run(async (signal) => {
      const question: Question = {
        actions: wanted,
        resource: resource.trim() || '*',
        context: { ...(mfa ? withMfa : {}), ...readContext(values) },
        tables: await loadServices(wanted.map((action) => action.slice(0, action.indexOf(':')))),
      };
      setAsked(question);
      await compareWithAws({
        ...asking(signal),
        picture,
        question,
        onRows: (more) => !signal.aborted && setRows((last) => [...last, ...more]),
      });
    });
  }

  const findKeys = (): Promise<void> =>
    run(async (signal) => {
      const keys = await keysFromAws(asking(signal));
      const there = values.toLowerCase();
      const lines = keys.filter((key) => !there.includes(key.toLowerCase())).map((key) => `${key} = `);
      setValues([...values.split('\n').filter((line) => line.trim() !== ''), ...lines].join('\n'));
      setSaid(t(keys.length > 0 ? 'keysFound' : 'keysNone', { count: keys.length }));
    });

  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const table = (): string =>
    writeCsv([
      [...columns.map((name) => t(name)), t('reasons')],
      ...rows.map((row) => [
        row.principal.arn,
        row.action,
        t(row.ours),
        row.theirs ? t(row.theirs.decision) : t('none'),
        t(row.verdict),
        [...(row.error ? [row.error] : []), ...row.reasons.map((reason) => told(reason, t))].join(' '),
      ]),
    ]);
  const fitting = rows.filter(({ verdict }) => !only || verdict !== 'agree');
  const routeOf = ({ principal, action }: Row): string => {
    const address = new URLSearchParams({
      principal: principal.arn,
      action,
      resource: asked ? resourceFor(asked, action) : '*',
    });
    for (const [key, value] of Object.entries(asked?.context ?? {})) address.set(`c.${key}`, String(value));
    return `why/ask?${address}`;
  };

  return (
    <div class="compare">
      <p>{t('lead')}</p>
      <div class="form">
        <label>
          <span>{t('actions', { count: limits.actions })}</span>
          <textarea
            rows={5}
            value={actions}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setActions(currentTarget.value)}
          />
        </label>
        <label>
          <span>{t('resource')}</span>
          <input
            value={resource}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setResource(currentTarget.value)}
          />
        </label>
        <label>
          <span>{t('find')}</span>
          <input
            value={find}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setFind(currentTarget.value)}
          />
        </label>
      </div>
      <label class="live-choice">
        <input
          type="checkbox"
          checked={mfa}
          onChange={({ currentTarget }) => setMfa(currentTarget.checked)}
        />
        {t('mfa')}
      </label>
      <details>
        <summary>{t('values')}</summary>
        <p>{t('valuesLead')}</p>
        <div class="form">
          <label>
            <span>{t('valuesLines')}</span>
            <textarea
              rows={3}
              value={values}
              autocomplete="off"
              spellcheck={false}
              placeholder="aws:RequestTag/team = cheese"
              onInput={({ currentTarget }) => setValues(currentTarget.value)}
            />
          </label>
        </div>
        <p class="actions">
          <button
            type="button"
            class="button quiet"
            disabled={progress !== undefined}
            onClick={() => void findKeys()}
          >
            {t('keys')}
          </button>
        </p>
      </details>
      <p class="note">
        {read.wrong.length > 0 && `${t('wrong', { names: read.wrong.slice(0, 5).join(', ') })} `}
        {read.actions.length > limits.actions && `${t('tooMany', { count: limits.actions })} `}
        {all.length > principals.length && `${t('first', { count: principals.length, total: all.length })} `}
        {t('calls', { count: principals.length })}
      </p>
      <p class="actions">
        <button type="button" class="button" disabled={progress !== undefined} onClick={() => void compare()}>
          {t('compare')}
        </button>
        {progress && (
          <button type="button" class="button quiet" onClick={() => stop.current?.abort()}>
            {t('stop')}
          </button>
        )}
      </p>
      <div role="status" class="live-said">
        {said && <p>{said}</p>}
        {progress && (
          <p>
            {progress.waiting && `${t('waiting')} `}
            {t('progress', { ...progress, waiting: '' })}
          </p>
        )}
        {!progress && rows.length > 0 && (
          <p data-compared>
            {t('summary', {
              count: rows.length,
              agree: count('agree'),
              kind: count('kind'),
              differ: count('differ'),
              unanswered: count('unanswered'),
            })}
            {count('agree') === rows.length && ` ${t('allAgree')}`}
          </p>
        )}
      </div>
      {rows.length > 0 && (
        <>
          <p class="actions">
            <button
              type="button"
              class="button quiet"
              onClick={() => downloadText(`compared-${picture.account}.csv`, table())}
            >
              {t('saveTable')}
            </button>
          </p>
          <label class="live-choice">
            <input
              type="checkbox"
              checked={only}
              onChange={({ currentTarget }) => setOnly(currentTarget.checked)}
            />
            {t('onlyDifferences')}
          </label>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="compare-scroll" tabIndex={0} aria-label={t('table')}>
            <table>
              <thead>
                <tr>
                  {columns.map((name) => (
                    <th key={name} scope="col">
                      {t(name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {fitting.slice(0, shown).map((row) => (
                  <tr key={`${row.principal.arn} ${row.action}`} data-verdict={row.verdict}>
                    <th scope="row">
                      <span translate={false}>{row.principal.name}</span>{' '}
                      <span class="soft">{t(row.principal.kind)}</span>
                    </th>
                    <td>
                      <code>{row.action}</code>
                    </td>
                    <td>
                      <Said decision={row.ours} t={t} />
                    </td>
                    <td>{row.theirs ? <Said decision={row.theirs.decision} t={t} /> : t('none')}</td>
                    <td>
                      {t(row.verdict)}{' '}
                      <button
                        type="button"
                        class="link"
                        aria-label={t('whyOf', { name: row.principal.name, action: row.action })}
                        onClick={() => setWhy({ route: routeOf(row) })}
                      >
                        {t('why')}
                      </button>
                      {row.error && <p class="note">{row.error}</p>}
                      {row.reasons.map((reason) => (
                        <p key={reason.code} class="note" data-reason={reason.code}>
                          {told(reason, t)} <Source at={sources[reason.code]} t={t} />
                        </p>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {fitting.length > shown && (
            <button type="button" class="link" onClick={() => setShown(shown + page)}>
              {t('more', { count: Math.min(page, fitting.length - shown) })}
            </button>
          )}
        </>
      )}
      {why && <InspectorPlace picture={picture} place={why} locale={locale} loading="…" focus />}
      <details>
        <summary>{t('limitsTitle')}</summary>
        <p>{t('limitsLead')}</p>
        <ul>
          {known.map(([name, source]) => (
            <li key={name}>
              {t(name)} <Source at={source} t={t} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const told = (reason: Reason, t: T): string =>
  t(`reason_${reason.code}`, 'names' in reason ? { names: reason.names.join(', ') } : {});

function failureOf(error: unknown): 'denied' | 'gone' | 'throttled' | 'network' | 'other' {
  if (/^AccessDenied/.test((error as Error).name)) return 'denied';
  if (isExpiry(error)) return 'gone';
  if (isThrottle(error)) return 'throttled';
  return isNetwork(error) ? 'network' : 'other';
}

function Source({ at, t }: { at: string | undefined; t: T }) {
  return at === undefined ? null : (
    <a href={at} rel="noreferrer">
      {t('source', { page: pageOf(at) })}
    </a>
  );
}

function Said({ decision, t }: { decision: Decision; t: T }) {
  return (
    <span class={`chip ${tones[decision]}`}>
      <span aria-hidden="true">{signs[decision]}</span> {t(decision)}
    </span>
  );
}
