// The tasks with their ticks, as the lesson page and the console's sheet show them.
import './exercise.css';
import type { ComponentChildren } from 'preact';
import { Inline } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import type { ExerciseOutline } from './exercise.ts';
import type { exerciseMessages } from './strings.ts';

type Task = ExerciseOutline['tasks'][number];

/** 'was': had been done, and is not any more. */
export type Tick = 'done' | 'todo' | 'was';

export interface TaskListProps {
  tasks: readonly Task[];
  ticks: Readonly<Record<string, Tick>>;
  t: Translate<typeof exerciseMessages>;
  /** Language of the tasks, where it is not the page's. */
  lang?: string | undefined;
  /** What stands under a task: its hints. */
  under?: (task: Task) => ComponentChildren;
}

export function TaskList({ tasks, ticks, t, lang, under }: TaskListProps): ComponentChildren {
  return (
    <ul class="tasks">
      {tasks.map((task) => {
        const tick = ticks[task.id] ?? 'todo';
        const word = task.keep
          ? tick === 'done'
            ? t('kept')
            : t('broken')
          : t(tick === 'done' ? 'done' : tick === 'was' ? 'wasDone' : 'toDo');
        const sign = tick === 'done' ? '✓' : task.keep ? '!' : tick === 'was' ? '↺' : '';
        return (
          <li key={task.id} class={`task ${tick}${task.keep ? ' rule' : ''}`}>
            <span class="tick" aria-hidden="true">
              {sign}
            </span>
            <div>
              {task.keep && <span class="pill">{t('rule')}</span>}{' '}
              <span lang={lang}>
                <Inline text={task.title} />
              </span>
              <span class="visually-hidden"> ({word})</span>
              {tick === 'was' && !task.keep && (
                <small class="was" aria-hidden="true">
                  {t('wasDone')}
                </small>
              )}
              {under?.(task)}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Tasks that are to be done, and how many of them are; rules do not count. */
export function counted(
  tasks: readonly Task[],
  ticks: Readonly<Record<string, Tick>>,
): { done: number; total: number } {
  const own = tasks.filter((task) => !task.keep);
  return { done: own.filter((task) => ticks[task.id] === 'done').length, total: own.length };
}
