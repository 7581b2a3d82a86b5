// The exercise beside a lesson with its doors: brings together the panel, the console, the
// terminal and the inspector, which may not know each other.
import { ExercisePanel, type ExercisePanelProps } from '../exercise/ExercisePanel.tsx';

export type LessonExerciseProps = Omit<ExercisePanelProps, 'console' | 'terminal' | 'inspector'>;

export function LessonExercise(props: LessonExerciseProps) {
  return (
    <ExercisePanel
      {...props}
      console={() => import('../console/index.ts')}
      terminal={() => import('../terminal/index.ts')}
      inspector={() => import('../inspector/index.ts')}
    />
  );
}
