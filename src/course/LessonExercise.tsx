// The exercise beside a lesson with its doors: brings together the panel and the console, which may not know each other.
import { ExercisePanel, type ExercisePanelProps } from '../exercise/ExercisePanel.tsx';

export type LessonExerciseProps = Omit<ExercisePanelProps, 'console'>;

export function LessonExercise(props: LessonExerciseProps) {
  return <ExercisePanel {...props} console={() => import('../console/index.ts')} />;
}
