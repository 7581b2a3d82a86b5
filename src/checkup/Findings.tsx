// The checkup's findings, the most pressing first; saving, printing, comparing. Names are text, never markup.
// Tests: test/browser/live.test.ts.
import './findings.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Translate } from '../strings/index.ts';
import { byUrgency, compare, type Finding } from './checkup.ts';
import { cis, cisVersions } from './cis.ts';
import { EvidenceError } from './credential-report.ts';
import type { Evidence } from './evidence.ts';
import { readReport, reportTable, type SavedReport, writeReport } from './report.ts';
import type { Subject } from './rules/rule.ts';
import type { messages } from './strings.ts';
import { besides, type CheckupWords, saying } from './words.ts';

const signs = { pass: '✓', fail: '!', notApplicable: '–', couldNotSee: '?' } as const;
const tones = { pass: 'allow', fail: 'deny', notApplicable: 'implicit', couldNotSee: 'root' } as const;
const shown = 50;
/** The report is kept and compared, so its time is the same everywhere. */
const minutes = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export interface FindingsProps {
  evidence: Evidence;
  findings: readonly Finding[];
  words: CheckupWords;
  /** What the addresses of lessons begin with. */
  lessons: string;
  locale: string;
  t: Translate<typeof messages>;
  /** Hands a text to the learner as a file. */
  save: (name: string, text: string) => void;
  /** The checkup before this one, where the page still has it. */
  before?: SavedReport | undefined;
  /** Where in the console a finding, or one of those it is about, can be put right. */
  placeOf?: (finding: Finding, subject?: Subject) => string | undefined;
  /** What else can be done about a finding. */
  action?: (finding: Finding) => ComponentChildren;
}

export function Findings(props: FindingsProps): ComponentChildren {
  const { evidence, findings, words, lessons, locale, t, save, before, placeOf, action } = props;
  const [compared, setCompared] = useState<readonly string[]>([]);
  const asked = findings.filter(({ reason }) => reason !== 'notAsked');
  const left = findings.filter(({ reason }) => reason === 'notAsked');
  const count = (status: Finding['status']): number => asked.filter((one) => one.status === status).length;
  const title = (rule: string): string => words.rules[rule]?.title ?? rule;

  function since(then: SavedReport, line: 'compared' | 'sinceLast'): readonly string[] {
    const { better, worse, same } = compare(then.findings, findings);
    return [
      t(line, {
        date: then.taken.slice(0, 10),
        time: minutes(Date.parse(then.taken)),
        better: better.length,
        worse: worse.length,
        same,
      }),
      ...(better.length > 0 ? [t('better', { rules: better.map(title).join('; ') })] : []),
      ...(worse.length > 0 ? [t('worse', { rules: worse.map(title).join('; ') })] : []),
    ];
  }

  async function compareWith(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      const saved = readReport(await file.text());
      setCompared(
        saved.account && evidence.account && saved.account !== evidence.account
          ? [t('otherAccount', { account: saved.account })]
          : since(saved, 'compared'),
      );
    } catch (error) {
      const code = error instanceof EvidenceError && error.code === 'json' ? 'file_json' : 'notSaved';
      setCompared([t(code, { name: file.name, why: (error as Error).message })]);
    }
  }

  const name = `checkup-${evidence.account ?? 'account'}-${new Date(evidence.taken).toISOString().slice(0, 10)}`;
  return (
    <section class="live-findings" aria-labelledby="findings-title">
      <h2 id="findings-title" tabIndex={-1}>
        {t('findingsTitle')}
      </h2>
      <p role="status">
        {t('of', {
          account: evidence.alias
            ? `${evidence.alias} (${evidence.account ?? ''})`
            : (evidence.account ?? t('unknown')),
          time: minutes(evidence.taken),
        })}
        :{' '}
        {t('counts', {
          fail: count('fail'),
          pass: count('pass'),
          notApplicable: count('notApplicable'),
          couldNotSee: count('couldNotSee'),
        })}
      </p>
      <p class="actions no-print">
        <button
          type="button"
          class="button quiet"
          onClick={() => save(`${name}.json`, writeReport(evidence, findings))}
        >
          {t('saveJson')}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => save(`${name}.csv`, reportTable(words, findings, locale))}
        >
          {t('saveCsv')}
        </button>
        <button type="button" class="button quiet" onClick={() => print()}>
          {t('print')}
        </button>
        <label class="live-file">
          {t('compare')}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => void compareWith(event.currentTarget.files?.[0])}
          />
        </label>
      </p>
      <div role="status" class="live-compared">
        {[...(before ? since(before, 'sinceLast') : []), ...compared].map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <ul class="live-list">
        {byUrgency(asked).map((finding) => (
          <li key={finding.rule} data-rule={finding.rule} data-status={finding.status}>
            <One {...{ finding, words, lessons, locale, t, placeOf, action }} />
          </li>
        ))}
      </ul>
      {left.length > 0 && (
        <p class="note">
          {t('notAsked', { count: left.length, rules: left.map(({ rule }) => title(rule)).join('; ') })}
        </p>
      )}
    </section>
  );
}

type OneProps = { finding: Finding } & Pick<
  FindingsProps,
  'words' | 'lessons' | 'locale' | 't' | 'placeOf' | 'action'
>;

function One({ finding, words, lessons, locale, t, placeOf, action }: OneProps): ComponentChildren {
  const rule = words.rules[finding.rule];
  const ids = cisVersions.flatMap((version, index) => {
    const id = cis[finding.rule]?.ids[index];
    return id && id !== '-' ? [`v${version}: ${id}`] : [];
  });
  const place = placeOf?.(finding);
  return (
    <>
      <h3>
        <span class={`chip ${tones[finding.status]}`}>
          <span aria-hidden="true">{signs[finding.status]}</span> {words.status[finding.status]}
        </span>{' '}
        {rule?.title}
      </h3>
      <p>
        {saying(words, finding, locale)}
        {finding.sure && finding.sure !== 'certain' && ` ${words.sure[finding.sure]}.`}
      </p>
      {finding.subjects && finding.subjects.length > 0 && (
        <ul class="live-subjects">
          {finding.subjects.slice(0, shown).map((subject, index) => {
            const beside = besides(words, finding.rule, subject, locale);
            const there = placeOf?.(finding, subject);
            return (
              <li key={`${subject.name} ${index}`}>
                {there ? (
                  <a href={there} title={t('there', { name: subject.name })}>
                    <code>{subject.name}</code>
                  </a>
                ) : (
                  <code>{subject.name}</code>
                )}
                {beside && `: ${beside}`}
              </li>
            );
          })}
          {finding.subjects.length > shown && (
            <li>{t('more', { count: finding.subjects.length - shown })}</li>
          )}
        </ul>
      )}
      <details>
        <summary>{t('why')}</summary>
        <p>{rule?.why}</p>
        <p class="note">
          {t('weight', { weight: words.weight[finding.weight] ?? '' })}
          {ids.length > 0 && ` · ${t('cis', { ids: ids.join(', ') })}`}
        </p>
        <dl>
          <dt>{t('console')}</dt>
          <dd>{rule?.console}</dd>
          <dt>{t('cli')}</dt>
          <dd>
            <code>{rule?.cli}</code>
          </dd>
          <dt>{t('terraform')}</dt>
          <dd>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
            <pre tabIndex={0}>{rule?.terraform}</pre>
          </dd>
        </dl>
        <p>
          <a href={`${lessons}${finding.lesson}/`}>{t('lesson')}</a>
          {place && (
            <>
              {' · '}
              <a href={place}>{t('inConsole')}</a>
            </>
          )}
        </p>
      </details>
      {action?.(finding)}
    </>
  );
}
