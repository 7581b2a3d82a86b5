// The findings as a list: what the margin shows, for everybody and for the plain text area too.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Inline } from '../strings/Inline.tsx';
import type { Told } from './insight.ts';
import type { T } from './words.ts';

export interface FindingsProps {
  findings: readonly Told[];
  readOnly: boolean;
  fixLabel: (finding: Told) => string;
  onFix: (finding: Told) => void;
  onGo: (finding: Told) => void;
  t: T;
}

const FIRST = 6;
const signs = { error: '✕', securityWarning: '◆', warning: '!', suggestion: '·' } as const;
const tones = { error: 'deny', securityWarning: 'root', warning: 'root', suggestion: 'implicit' } as const;

export function Findings({ findings, readOnly, fixLabel, onFix, onGo, t }: FindingsProps): ComponentChildren {
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, FIRST);
  return (
    <section aria-label={t('findings')} class="policy-findings">
      <p class="soft" role="status">
        {findings.length === 0 ? `✓ ${t('noFindings')}` : t('counted', { count: findings.length })}
      </p>
      <ul>
        {shown.map((finding) => (
          <li key={`${finding.code} ${finding.pointer} ${finding.message}`}>
            <span class={`chip ${tones[finding.severity]}`}>
              <span aria-hidden="true">{signs[finding.severity]}</span> {t(finding.severity)}
            </span>{' '}
            <button
              type="button"
              class="link"
              aria-label={t('goToLine', { line: finding.line })}
              onClick={() => onGo(finding)}
            >
              {t('line', { line: finding.line })}
            </button>{' '}
            <Inline text={finding.message} /> <span class="soft">{finding.hint}</span>{' '}
            {finding.fix && !readOnly && (
              <button type="button" class="link fix" onClick={() => onFix(finding)}>
                {fixLabel(finding)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {shown.length < findings.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          {t('more', { count: findings.length - shown.length })}
        </button>
      )}
    </section>
  );
}
