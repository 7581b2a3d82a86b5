// The tasks beside the doors: choose an exercise, whose account then stands behind every door, or free play.
// Tests: test/browser/workspace.test.ts
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ExerciseData } from '../../exercise/index.ts';
import { exerciseMessages, openMessages } from '../../exercise/strings.ts';
import { counted, TaskList } from '../../exercise/TaskList.tsx';
import { ticksOf, useAnnouncements, useRecording } from '../../exercise/ticks.ts';
import type { GoalState } from '../../practice/index.ts';
import { localize, type Translate, translator } from '../../strings/index.ts';
import type { messages } from './strings.ts';

/** What can be chosen, with the lesson that it belongs to. */
export interface ExerciseChoice {
  id: string;
  title: string;
  lesson: string | null;
}

export interface TasksProps {
  exercises: readonly ExerciseChoice[];
  /** The exercise whose account is open; null in free play. */
  open: { id: string; tasks: ExerciseData['tasks'] } | null;
  goals: readonly GoalState[];
  onChoose: (exercise: string | null) => void;
  lessonHref: (lesson: string) => string;
  locale: string;
  t: Translate<typeof messages>;
}

export function Tasks(props: TasksProps): ComponentChildren {
  const { exercises, open, goals, onChoose, lessonHref, locale, t } = props;
  const choice = exercises.find(({ id }) => id === open?.id);
  return (
    <div class="tasks-door exercise">
      <h1>{t('tasksTitle')}</h1>
      <p class="lead">{t('tasksLead')}</p>
      <p>
        <label>
          {t('tasksChoose')}{' '}
          <select
            value={open?.id ?? ''}
            onChange={({ currentTarget }) =>
              onChoose(currentTarget.value === '' ? null : currentTarget.value)
            }
          >
            <option value="">{t('tasksFree')}</option>
            {exercises.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </p>
      <p class="soft" role="status">
        {open ? t('tasksNow', { title: choice?.title ?? open.id }) : t('tasksFreeNow')}{' '}
        {choice?.lesson && <a href={lessonHref(choice.lesson)}>{t('tasksLesson')}</a>}
      </p>
      {open && (
        <Ticking
          key={open.id}
          exercise={open}
          title={choice?.title ?? open.id}
          goals={goals}
          locale={locale}
        />
      )}
    </div>
  );
}

function Ticking(props: {
  exercise: { id: string; tasks: ExerciseData['tasks'] };
  title: string;
  goals: readonly GoalState[];
  locale: string;
}): ComponentChildren {
  const { exercise, title, goals, locale } = props;
  const t = useMemo(() => translator(localize(exerciseMessages, locale), locale), [locale]);
  const say = useMemo(() => translator(localize(openMessages, locale), locale), [locale]);
  const outline = { ...exercise, title };
  const announcement = useAnnouncements(outline, goals, say);
  // No solution is shown here.
  useRecording(outline, goals, false);
  const ticks = ticksOf(goals);
  const solved = goals.length > 0 && goals.every(({ done }) => done);
  return (
    <>
      <TaskList tasks={exercise.tasks} ticks={ticks} t={t} />
      <p class="soft">{t('count', counted(exercise.tasks, ticks))}</p>
      <div role="status" class={solved ? 'solved' : 'visually-hidden'}>
        {solved && say('solved')}
      </div>
      <p class="visually-hidden" role="status">
        {announcement}
      </p>
    </>
  );
}
