// The checkup's findings, the most pressing first; saving, printing, comparing. Names are text, never markup.
// Tests: test/browser/live.test.ts.
import { useState } from 'preact/hooks';
import {
  besides,
  byUrgency,
  type CheckupWords,
  cis,
  cisVersions,
  compare,
  type Evidence,
  EvidenceError,
  type Finding,
  readReport,
  reportTable,
  saying,
  writeReport,
} from '../checkup/index.ts';
import { downloadText } from '../exercise/download.ts';
import type { T } from './Live.tsx';

const signs = { pass: '✓', fail: '!', notApplicable: '–', couldNotSee: '?' } as const;
const tones = { pass: 'allow', fail: 'deny', notApplicable: 'implicit', couldNotSee: 'root' } as const;
const shown = 50;

interface Props {
  evidence: Evidence;
  findings: readonly Finding[];
  words: CheckupWords;
  lessons: string;
  locale: string;
  t: T;
}

export function Findings({ evidence, findings, words, lessons, locale, t }: Props) {
  const [compared, setCompared] = useState<readonly string[]>([]);
  const count = (status: Finding['status']): number => findings.filter((one) => one.status === status).length;
  const title = (rule: string): string => words.rules[rule]?.title ?? rule;
  async function compareWith(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      const before = readReport(await file.text());
      if (before.account && evidence.account && before.account !== evidence.account)
        return setCompared([t('otherAccount', { account: before.account })]);
      const { better, worse, same } = compare(before.findings, findings);
      setCompared([
        t('compared', {
          date: before.taken.slice(0, 10),
          better: better.length,
          worse: worse.length,
          same,
        }),
        ...(better.length > 0 ? [t('better', { rules: better.map(title).join('; ') })] : []),
        ...(worse.length > 0 ? [t('worse', { rules: worse.map(title).join('; ') })] : []),
      ]);
    } catch (error) {
      const code = error instanceof EvidenceError && error.code === 'json' ? 'file_json' : 'file_unknown';
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
        {t('of', { account: evidence.account ?? t('unknown') })}:{' '}
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
          onClick={() =>
            downloadText(`${name}.json`, writeReport(evidence.account, evidence.taken, findings))
          }
        >
          {t('saveJson')}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => downloadText(`${name}.csv`, reportTable(words, findings, locale))}
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
      <div role="status">
        {compared.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <ul class="live-list">
        {byUrgency(findings).map((finding) => {
          const rule = words.rules[finding.rule];
          const ids = cisVersions.flatMap((version, index) => {
            const id = cis[finding.rule]?.ids[index];
            return id && id !== '-' ? [`v${version}: ${id}`] : [];
          });
          return (
            <li key={finding.rule} data-rule={finding.rule} data-status={finding.status}>
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
                    return (
                      <li key={`${subject.name} ${index}`}>
                        <code>{subject.name}</code>
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
                </p>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
