// What the list of challenges shows of the learner's progress. The page carries the words; this decides which are shown.
import type { Summary } from '../../progress/index.ts';

export function showChallenges({ exercises }: Summary): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-challenge]')) {
    const known = exercises[element.dataset.challenge ?? ''];
    const state = known?.solved !== undefined ? 'solved' : known?.opened !== undefined ? 'begun' : 'new';
    element.dataset.state = state;
    for (const word of element.querySelectorAll<HTMLElement>('[data-when]'))
      word.hidden = word.dataset.when !== state;
    const place = element.querySelector('[data-score]');
    if (!place || known?.score === undefined) continue;
    const [one = '', other = ''] = JSON.parse(element.dataset.requests ?? '[]') as string[];
    place.textContent = known.score === 1 ? one : other.replace('2', String(known.score));
  }
}
