// Results while the lesson runs and after it: the gradebook, what the questions were worth, and files of both.
import { useEffect, useState } from 'preact/hooks';
import { Text } from '../../quiz/views/Text.tsx';
import { ask, Refused, send } from '../client/api.ts';
import type { Progress, ShownQuestion, TeacherRoom } from '../model.ts';
import { choicesOf } from '../public.ts';
import type { Results } from '../results.ts';
import { choiceText } from './Bars.tsx';
import { type Site, saying } from './view.ts';

interface ResultsProps {
  site: Site;
  address: string;
  token: string;
  room: TeacherRoom;
  progress: Progress | undefined;
}

type Whole = Results & { questions: readonly ShownQuestion[] };
const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(100 * share)} %`);
const number = (value: number | null): string =>
  value === null ? '–' : String(Math.round(value * 100) / 100);
/** Looked at again so often at most while answers come in (ms). */
const CALM = 2000;

export function ResultsView({ site, address, token, room, progress }: ResultsProps) {
  const { t, tt, why } = saying(site);
  const [open, setOpen] = useState(false);
  const [results, setResults] = useState<Whole | undefined>();
  const [trouble, setTrouble] = useState('');

  const look = (): void => {
    ask<Whole>(`${address}/results`, { token }).then(setResults, (error: unknown) => {
      if (error instanceof Refused) setTrouble(why(error));
    });
  };
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(look, results ? CALM : 0);
    return () => clearTimeout(timer);
  }, [open, progress?.answered, progress?.joined, room.seq]);

  async function download(file: string, name: string): Promise<void> {
    setTrouble('');
    try {
      const blob = await (await send(`${address}/${file}`, { token })).blob();
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) {
      if (error instanceof Refused) setTrouble(why(error));
    }
  }
  const name = (ending: string): string =>
    `${room.title || room.code}.${ending}`.replace(/[\\/:*?"<>|]+/g, ' ');

  return (
    <details class="card results" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{tt('results')}</summary>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <div class="actions">
        <button
          class="button quiet"
          type="button"
          onClick={() => void download('results.xlsx', name('xlsx'))}
        >
          {tt('xlsx')}
        </button>
        <button class="button quiet" type="button" onClick={() => void download('results.csv', name('csv'))}>
          {tt('csv')}
        </button>
        <button
          class="button quiet"
          type="button"
          onClick={() => void download('results.csv?separator=%3B', name('csv'))}
        >
          {tt('csvSemicolon')}
        </button>
        <button class="button quiet" type="button" onClick={() => print()}>
          {tt('print')}
        </button>
      </div>
      {results && results.rows.length > 0 ? (
        <>
          <h2>{tt('gradebook')}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it */}
          <section class="table-scroll" tabIndex={0} aria-label={tt('gradebook')}>
            <table class="grades">
              <thead>
                <tr>
                  <th scope="col">{tt('name')}</th>
                  {results.questions.map(({ index }) => (
                    <th key={index} scope="col">
                      {index + 1}
                    </th>
                  ))}
                  <th scope="col">{tt('points')}</th>
                </tr>
              </thead>
              <tbody>
                {results.rows.map(({ student, cells, points }) => (
                  <tr key={student.id}>
                    <th scope="row">{student.name}</th>
                    {results.questions.map(({ index }) => {
                      const cell = cells[index];
                      const right = cell && cell.points === 1;
                      return (
                        <td key={index} class={cell ? (right ? 'right' : 'wrong') : ''}>
                          {cell ? (right ? '✓' : cell.points > 0 ? number(cell.points) : '✕') : '–'}
                          <span class="visually-hidden">
                            {' '}
                            {cell ? t(right ? 'wasRight' : 'wasWrong') : t('open')}
                          </span>
                        </td>
                      );
                    })}
                    <td>
                      {number(points)} / {results.outOf}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <h2>{tt('analysis')}</h2>
          <p class="note">{tt('discriminationHelp')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it */}
          <section class="table-scroll" tabIndex={0} aria-label={tt('analysis')}>
            <table class="grades">
              <thead>
                <tr>
                  <th scope="col">{tt('analysis')}</th>
                  <th scope="col">{tt('right')}</th>
                  <th scope="col">{tt('rightBefore')}</th>
                  <th scope="col">{tt('discrimination')}</th>
                  <th scope="col">{tt('sureWrong')}</th>
                  <th scope="col">{tt('mostChosen')}</th>
                </tr>
              </thead>
              <tbody>
                {results.items.map((item, index) => {
                  const question = results.questions[index];
                  const choices = question?.kind === 'item' ? choicesOf(question.item) : [];
                  return (
                    <tr key={index}>
                      <th scope="row">
                        {index + 1}.{' '}
                        <Text
                          text={question?.kind === 'item' ? question.item.question : (question?.title ?? '')}
                        />
                      </th>
                      <td>
                        {percent(item.right)} <small>({item.answered})</small>
                      </td>
                      <td>{percent(item.rightBefore)}</td>
                      <td>{number(item.discrimination)}</td>
                      <td>{item.sureWrong}</td>
                      <td>
                        <ul class="chosen">
                          {choices.map(({ text, right }, at) => (
                            <li key={at} class={right ? 'right' : ''}>
                              {right && '✓ '}
                              <Text
                                text={question?.kind === 'item' ? choiceText(question.item, text, t) : text}
                              />
                              : {item.options[at] ?? 0}
                            </li>
                          ))}
                        </ul>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
        </>
      ) : (
        <p class="note">{tt('nobody')}</p>
      )}
    </details>
  );
}
