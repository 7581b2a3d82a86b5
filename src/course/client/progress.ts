// What pages show of the learner's progress: rings and ticks of the course map, «continue», the notice when nothing
// can be kept. The pages carry all words as attributes; this only decides which are shown.
import {
  askToKeep,
  type LessonParts,
  lessonState,
  openProgress,
  type Progress,
  type Summary,
} from '../../progress/index.ts';

/** Calls back with the progress as it is, and again after every change, once the page has been drawn. */
export async function whenProgress(show: (summary: Summary, progress: Progress) => void): Promise<void> {
  const progress = await openProgress();
  const refresh = async (): Promise<void> => {
    show(await progress.read(), progress);
    await showTrouble(progress);
  };
  progress.subscribe(refresh);
  await refresh();
}

async function showTrouble(progress: Progress): Promise<void> {
  const trouble = progress.trouble() ?? ((await progress.setAside()).length > 0 ? 'aside' : null);
  const notice = document.querySelector<HTMLElement>('[data-notice]');
  if (!notice) return;
  for (const text of notice.querySelectorAll<HTMLElement>('[data-trouble]'))
    text.hidden = text.dataset.trouble !== trouble;
  notice.hidden = trouble === null;
}

/** Rings and words of every lesson that is named on the page; asks to keep the storage once one is finished. */
export function showLessons(summary: Summary): void {
  let finished = false;
  for (const element of document.querySelectorAll<HTMLElement>('[data-parts]')) {
    const state = lessonState(summary, JSON.parse(element.dataset.parts ?? '') as LessonParts);
    const begun =
      summary.lessons[(JSON.parse(element.dataset.parts ?? '') as LessonParts).lesson] !== undefined;
    finished ||= state.finished;
    element.dataset.state = state.finished ? 'done' : begun || state.share > 0 ? 'begun' : 'new';
    element.querySelector('.share')?.setAttribute('stroke-dasharray', `${state.share * 100} 100`);
    for (const word of element.querySelectorAll<HTMLElement>('[data-when]'))
      word.hidden = word.dataset.when !== element.dataset.state;
  }
  if (finished) void askToKeep();
}

/** The home page's button leads back to the lesson that was open last. */
export function showContinue(summary: Summary): void {
  const { latest } = summary;
  if (!latest) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-continue]')) {
    const mine = link.dataset.continue === latest.lesson;
    link.hidden = !mine;
    if (mine && latest.place) link.hash = latest.place;
  }
  const start = document.querySelector<HTMLElement>('[data-start]');
  const any = document.querySelector<HTMLElement>(`[data-continue="${CSS.escape(latest.lesson)}"]`);
  if (start && any) start.hidden = true;
}
