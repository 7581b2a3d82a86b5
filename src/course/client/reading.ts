// Notes that a lesson was opened, where the reader is, and that the end of the text came into view.
import { openProgress } from '../../progress/index.ts';
import { showLessons, whenProgress } from './progress.ts';

export function followReading(): void {
  const lesson = document.querySelector<HTMLElement>('[data-lesson]')?.dataset.lesson;
  if (!lesson) return;
  void whenProgress(showLessons);
  void openProgress().then((progress) => {
    void progress.record({ kind: 'lesson', what: 'opened', lesson });
    const ends = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      ends.disconnect();
      void progress.record({ kind: 'lesson', what: 'read', lesson });
    });
    const end = document.querySelector('[data-end]');
    if (end) ends.observe(end);

    let place = '';
    const places = new IntersectionObserver(
      (entries) => {
        const entered = entries.findLast((entry) => entry.isIntersecting);
        if (!entered || entered.target.id === place) return;
        place = entered.target.id;
        void progress.record({ kind: 'lesson', what: 'place', lesson, place });
      },
      // A heading counts when it reaches the upper third of the window.
      { rootMargin: '0px 0px -66% 0px' },
    );
    for (const heading of document.querySelectorAll('[data-lesson] h2[id]')) places.observe(heading);
  });
}
