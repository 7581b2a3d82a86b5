// The checkup as a door: the rules of the live page over the practice account, each finding with its way into the console
// and the lesson, and what is better since the last look. Tests: test/browser/checkup.test.ts.
import './checkup.css';
import { type ComponentChildren, h, render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import english from '../../../content/en/messages/checkup.json' with { type: 'json' };
import { Findings } from '../../checkup/Findings.tsx';
import {
  accountAlias,
  type CheckupWords,
  checkup,
  collect,
  type Evidence,
  type Finding,
  localizeWords,
  rules,
  type SavedReport,
  savedReport,
} from '../../checkup/index.ts';
import { consolePlace } from '../../checkup/places.ts';
import { messages } from '../../checkup/strings.ts';
import { downloadText } from '../../exercise/download.ts';
import type { AccountHost } from '../../practice/index.ts';
import { localize, translator } from '../../strings/index.ts';
import type { MountedDoor } from './DoorPlace.tsx';

export interface CheckupDoorProps {
  host: AccountHost;
  /** Whose checkups are compared with each other: 'free-play', 'exercise/audit'. */
  files: string;
  lessons: string;
  live: string;
  locale: string;
}

/** What only a person can see has no counterpart here. */
const chosen = rules.filter(({ needs }) => needs.length > 0).map(({ id }) => id);
/** A new credential report is made at most every four hours, as in AWS. */
const minute = 60_000;
const reportStep = 4 * 60 * minute;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

/** The last checkup of each account that was open on this page. */
const lastOf = new Map<string, SavedReport>();

type State =
  | { kind: 'none' }
  | { kind: 'looking' }
  | { kind: 'failed'; why: string }
  | { kind: 'done'; evidence: Evidence; findings: readonly Finding[]; before: SavedReport | undefined };

export function CheckupDoor({ host, files, lessons, live, locale }: CheckupDoorProps): ComponentChildren {
  const t = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const words = useMemo(() => localizeWords(english as unknown as CheckupWords, locale), [locale]);
  const [state, setState] = useState<State>({ kind: 'none' });
  const [changed, setChanged] = useState(false);
  const looking = useRef(false);
  // When the account was last changed, by its own clock, as far as this door saw.
  const changedAt = useRef(0);

  useEffect(
    () =>
      host.subscribe((change) => {
        if (looking.current) return;
        // Another account stands here now: what was found is not about it.
        if (change.kind === 'replaced') setState({ kind: 'none' });
        else if (change.kind === 'request' && change.record.changed) {
          changedAt.current = Date.parse(change.record.event.eventTime);
          setChanged(true);
        }
      }),
    [host],
  );

  async function look(later = 0): Promise<void> {
    if (looking.current) return;
    looking.current = true;
    setState({ kind: 'looking' });
    try {
      const { hostSend } = await import('./checkup-send.ts');
      if (later > 0) await host.tools.setClock((await host.tools.summary()).offset + later);
      const { now, account } = await host.tools.summary();
      const send = hostSend(host);
      const found = await collect({ send, now: () => now, wait: soon });
      const evidence = { ...found.evidence, account, alias: await accountAlias(send) };
      const findings = checkup(evidence, {}, chosen).filter(({ rule }) => chosen.includes(rule));
      setState({ kind: 'done', evidence, findings, before: lastOf.get(files) });
      lastOf.set(files, savedReport(evidence, findings));
      setChanged(false);
    } catch (error) {
      setState({ kind: 'failed', why: (error as Error).message });
    }
    looking.current = false;
  }

  const report = state.kind === 'done' && state.evidence.report.seen ? state.evidence.report.value : null;
  const generated = report?.generated ?? null;
  // Events know whole seconds.
  const stale =
    generated !== null &&
    state.kind === 'done' &&
    (changedAt.current + 1_000 > generated || state.evidence.taken - generated > minute);
  const old = stale ? new Date(generated).toISOString().slice(0, 16).replace('T', ' ') : null;
  return (
    <div class="checkup-door">
      <h1>{t('doorTitle')}</h1>
      <p class="lead no-print">{t('doorLead')}</p>
      <p class="actions no-print">
        <button type="button" class="button" disabled={state.kind === 'looking'} onClick={() => void look()}>
          {t(state.kind === 'done' ? 'lookAgain' : 'look')}
        </button>
        <a href={live}>{t('ownAccount')}</a>
      </p>
      <div role="status" class="no-print">
        {state.kind === 'looking' && <p>{t('looking')}</p>}
        {state.kind === 'failed' && <p>{t('lookFailed', { why: state.why })}</p>}
        {state.kind === 'done' && (
          <p>
            {changed
              ? t('changedSince')
              : t('looked', { count: state.findings.filter(({ status }) => status === 'fail').length })}
          </p>
        )}
      </div>
      {old && (
        <p class="no-print">
          {t('reportOld', { time: old })}{' '}
          <button type="button" class="link" onClick={() => void look(reportStep)}>
            {t('later')}
          </button>
        </p>
      )}
      {state.kind === 'done' && (
        <Findings
          key={state.evidence.taken}
          evidence={state.evidence}
          findings={state.findings}
          words={words}
          lessons={lessons}
          locale={locale}
          t={t}
          save={downloadText}
          before={state.before}
          placeOf={(finding, subject) => {
            const place = consolePlace(finding, subject);
            return place === undefined ? undefined : `#/console/${place}`;
          }}
        />
      )}
    </div>
  );
}

export function mountCheckupDoor(element: HTMLElement, props: CheckupDoorProps): MountedDoor {
  render(h(CheckupDoor, props), element);
  return { unmount: () => render(null, element) };
}
