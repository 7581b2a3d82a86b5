// What ticks are made of: the goals' states, what is said when they change, and what the progress keeps of them.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GoalState } from '../practice/index.ts';
import { openProgress, taskAttempt } from '../progress/index.ts';
import { plain } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import type { ExerciseOutline } from './exercise.ts';
import type { openMessages } from './strings.ts';
import { counted, type Tick } from './TaskList.tsx';

export function ticksOf(goals: readonly GoalState[]): Record<string, Tick> {
  return Object.fromEntries(goals.map(({ id, done, was }) => [id, done ? 'done' : was ? 'was' : 'todo']));
}

/** What to say aloud when ticks change. */
export function useAnnouncements(
  { tasks }: ExerciseOutline,
  goals: readonly GoalState[],
  t: Translate<typeof openMessages>,
): string {
  const before = useRef<Readonly<Record<string, Tick>> | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    if (goals.length === 0) return;
    const ticks = ticksOf(goals);
    const last = before.current;
    before.current = ticks;
    if (!last) return;
    const { done, total } = counted(tasks, ticks);
    const news = tasks.flatMap(({ id, title, keep }) => {
      if (ticks[id] === last[id]) return [];
      const task = plain(title);
      if (ticks[id] === 'done') return keep ? [] : [t('taskDone', { task, done, total })];
      return [t(keep ? 'ruleBroken' : 'taskLost', { task })];
    });
    if (news.length > 0) setWords(news.join(' '));
  }, [goals, tasks, t]);
  return words;
}

/** Keeps what was done; the progress takes each fact once, and every time it was all done as one more attempt. */
export function useRecording(
  { id, tasks }: ExerciseOutline,
  goals: readonly GoalState[],
  shown: boolean,
): void {
  const recorded = useRef(new Set<string>());
  const unsolved = useRef(false);
  useEffect(() => {
    const facts = goals
      .filter((goal) => goal.done && !tasks.find((task) => task.id === goal.id)?.keep)
      .map((goal) => ({ kind: 'exercise', exercise: id, what: 'task', task: goal.id }) as const)
      .filter(({ task }) => !recorded.current.has(task));
    for (const { task } of facts) recorded.current.add(task);
    // An account that was opened with everything done is no attempt; one that was put right here is.
    const solved = goals.length > 0 && goals.every(({ done }) => done);
    const again = solved && unsolved.current;
    unsolved.current = goals.length > 0 && !solved;
    const first = solved && !recorded.current.has('');
    if (first) recorded.current.add('');
    if (facts.length === 0 && !first && !again) return;
    void openProgress().then((progress) =>
      progress.record(
        ...facts,
        ...(first ? [{ kind: 'exercise', exercise: id, what: 'solved' } as const] : []),
        ...(again ? [taskAttempt(id, !shown)] : []),
      ),
    );
  }, [id, tasks, goals, shown]);
}
