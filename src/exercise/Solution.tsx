// A solution, in the console's steps and as lines for a terminal.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Inline } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import { Copyable } from './Copyable.tsx';
import type { ExerciseData } from './exercise.ts';
import type { openMessages } from './strings.ts';

export interface SolutionProps {
  solution: ExerciseData['solution'];
  t: Translate<typeof openMessages>;
}

export function Solution({ solution, t }: SolutionProps): ComponentChildren {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that asked for it is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card solution" aria-labelledby="solution-title">
      <h2 id="solution-title" tabIndex={-1} ref={heading}>
        {t('solutionTitle')}
      </h2>
      <h3>{t('solutionConsole')}</h3>
      <ol>
        {solution.console.map((step) => (
          <li key={step}>
            <Inline text={step} />
          </li>
        ))}
      </ol>
      <h3>{t('solutionCli')}</h3>
      <Copyable text={solution.cli.join('\n')} label={t('solutionCli')} t={t} />
      <p class="soft">{t('otherWays')}</p>
    </section>
  );
}
