// The progress page: the table of what was done, saving, adding, deleting. All words come from the page.
import { type ImportReport, type LessonParts, openProgress, type Summary } from '../../progress/index.ts';
import { type Translate, translator } from '../../strings/index.ts';
import type { en } from '../strings/en.ts';
import { deleteEverything } from './delete.ts';
import { datedName, download } from './download.ts';
import { showLessons, whenProgress } from './progress.ts';

type T = Translate<(typeof en)['progressPage']>;

export async function progressPage(): Promise<void> {
  const page = document.querySelector<HTMLElement>('[data-progress]');
  if (!page) return;
  const find = <E extends HTMLElement>(name: string): E => page.querySelector(`[data-${name}]`) as E;
  const t: T = translator(JSON.parse(page.dataset.messages ?? '{}'), document.documentElement.lang);
  const progress = await openProgress();

  find('save').addEventListener('click', async () => {
    download(datedName(t('fileName'), 'json'), await progress.export(), 'application/json');
  });
  const file = find<HTMLInputElement>('file');
  find('load').addEventListener('click', () => file.click());
  const take = async (): Promise<void> => {
    const [chosen] = file.files ?? [];
    file.value = '';
    if (!chosen) return;
    let lines: string[];
    try {
      lines = reportLines(await progress.import(await chosen.text()), t);
    } catch {
      lines = [t('unreadable')];
    }
    const outcome = find('outcome');
    outcome.replaceChildren(
      ...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })),
    );
    outcome.hidden = false;
  };
  file.addEventListener('change', take);
  // Chosen before this script was there.
  if (file.files?.length) void take();

  find('aside-save').addEventListener('click', async () => {
    const text = JSON.stringify(await progress.setAside(), null, 2);
    download(datedName(`${t('fileName')}-unread`, 'json'), text, 'application/json');
  });

  const ask = (asking: boolean): void => {
    find('sure').hidden = !asking;
    find('delete').hidden = asking;
    (asking ? find('delete-no') : find('delete')).focus();
  };
  find('delete').addEventListener('click', () => ask(true));
  find('delete-no').addEventListener('click', () => ask(false));
  find('delete-yes').addEventListener('click', async () => {
    let said = t('deleted');
    try {
      await deleteEverything(progress);
    } catch {
      said = t('deleteFailed');
    }
    ask(false);
    find('deleted').textContent = said;
  });

  await whenProgress(async (summary) => {
    showLessons(summary);
    showTable(page, summary, t);
    const aside = await progress.setAside();
    find('aside').hidden = aside.length === 0;
    find('aside-text').textContent = t('asideText', { count: aside.length });
  });
}

function showTable(page: HTMLElement, summary: Summary, t: T): void {
  const any = [summary.lessons, summary.exercises, summary.quizzes].some(
    (table) => Object.keys(table).length > 0,
  );
  const nothing = page.querySelector<HTMLElement>('[data-nothing]');
  const table = page.querySelector<HTMLElement>('.done-table');
  if (nothing) {
    nothing.textContent = t('nothing');
    nothing.hidden = any;
  }
  if (table) table.hidden = !any;
  for (const row of page.querySelectorAll<HTMLElement>('tr[data-parts]')) {
    const parts = JSON.parse(row.dataset.parts ?? '{}') as LessonParts;
    const cells = {
      text: textCell(summary, parts, t),
      exercise: exerciseCell(summary, parts, t),
      quiz: quizCell(summary, parts, t),
    };
    for (const [name, [words, more]] of Object.entries(cells)) {
      const cell = row.querySelector(`[data-cell="${name}"]`);
      const small = document.createElement('small');
      if (more) small.append(more);
      cell?.replaceChildren(words, ...(more ? [small] : []));
    }
  }
}

type Cell = readonly [words: string, more: string | Node];

function textCell(summary: Summary, parts: LessonParts, t: T): Cell {
  const lesson = summary.lessons[parts.lesson];
  if (lesson?.read !== undefined) return [`✓ ${t('read')}`, day(lesson.read)];
  if (lesson?.known !== undefined) return [`✓ ${t('knownByTest')}`, day(lesson.known)];
  if (lesson?.opened !== undefined) return [t('opened'), day(lesson.opened)];
  return [t('notYet'), ''];
}

function exerciseCell(summary: Summary, parts: LessonParts, t: T): Cell {
  if (parts.exercise === undefined) return ['–', ''];
  const exercise = summary.exercises[parts.exercise];
  if (exercise?.solved !== undefined) {
    const more =
      exercise.solution !== undefined
        ? t('solvedShown')
        : exercise.hints > 0
          ? t('solvedHints', { count: exercise.hints })
          : t('solved');
    return [`✓ ${more}`, day(exercise.solved)];
  }
  const tasks = Object.keys(exercise?.tasks ?? {}).length;
  return [tasks > 0 ? t('tasks', { count: tasks }) : exercise ? t('opened') : t('notYet'), ''];
}

function quizCell(summary: Summary, parts: LessonParts, t: T): Cell {
  if (!parts.quiz) return ['–', ''];
  const items = parts.quiz.items.map((item) => summary.quizzes[parts.quiz?.id ?? '']?.[item]);
  const right = items.filter((item) => item?.right).length;
  if (items.every((item) => item === undefined)) return [t('notYet'), ''];
  const score = t('quizScore', { right, total: items.length });
  const first = t('quizFirst', { count: items.filter((item) => item?.rightAtFirst).length });
  return [right === items.length ? `✓ ${score}` : score, first];
}

function day(at: number): HTMLTimeElement {
  const page = document.documentElement.lang;
  const time = document.createElement('time');
  time.lang = page === 'qps' ? 'en' : page;
  time.dateTime = new Date(at).toISOString();
  time.textContent = new Date(at).toLocaleDateString(time.lang, { dateStyle: 'medium' });
  return time;
}

/** What an import did, in sentences. */
function reportLines(report: ImportReport, t: T): string[] {
  if (report.problem) return [t(report.problem === 'newer' ? 'newerFile' : report.problem)];
  const lines = [t('taken', { count: report.taken })];
  if (report.known > 0) lines.push(t('known', { count: report.known }));
  if (report.newer > 0) lines.push(t('newer', { count: report.newer }));
  if (report.damaged.length > 0) lines.push(t('damaged', { count: report.damaged.length }));
  for (const { index, field } of report.damaged.slice(0, 5))
    lines.push(field ? t('damagedAt', { index: index + 1, field }) : t('damagedEntry', { index: index + 1 }));
  return lines;
}
