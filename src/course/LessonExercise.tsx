// The exercise beside a lesson with its doors: brings together the panel, the console and the
// terminal, which may not know each other.
import { ExercisePanel, type ExercisePanelProps } from '../exercise/ExercisePanel.tsx';

export type LessonExerciseProps = Omit<ExercisePanelProps, 'console' | 'terminal'>;

export function LessonExercise(props: LessonExerciseProps) {
  return (
    <ExercisePanel
      {...props}
      console={() => import('../console/index.ts')}
      terminal={() => import('../terminal/index.ts')}
    />
  );
}
