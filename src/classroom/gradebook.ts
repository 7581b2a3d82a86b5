// The results as tables: one line a student, one line an answer, one line a question. What heads them is said by the
// caller, in the page's language. Pure. Tests: test/classroom/results.test.ts.
import type { CellValue } from '../checkup/csv.ts';
import type { Answer, Item } from '../quiz/index.ts';
import type { Question, Setup } from './model.ts';
import { answerAsShown, choicesOf, shownQuestion } from './public.ts';
import type { Results } from './results.ts';

export interface Sheet {
  name: string;
  rows: readonly (readonly CellValue[])[];
}

export interface SheetWords {
  grades: string;
  answers: string;
  questions: string;
  name: string;
  team: string;
  points: string;
  outOf: string;
  percent: string;
  question: string;
  answer: string;
  right: string;
  sure: string;
  vote: string;
  time: string;
  answered: string;
  shareRight: string;
  shareBefore: string;
  discrimination: string;
  sureWrong: string;
  choices: string;
}

const rounded = (value: number | null, digits = 2): number | null =>
  value === null ? null : Number(value.toFixed(digits));

export function questionText(question: Question | undefined): string {
  if (!question) return '';
  return question.kind === 'sandbox' ? question.title : question.item.question;
}

/** An answer in words. */
export function answerInWords(setup: Setup, index: number, answer: Answer): string {
  const question = setup.questions[index];
  if (question?.kind === 'sandbox')
    return question.tasks
      .filter(({ id }) => answer.includes(id))
      .map(({ title }) => title)
      .join('; ');
  const shown = shownQuestion(setup, index, true);
  if (shown?.kind !== 'item') return '';
  return inWords(shown.item, answerAsShown(shown, answer));
}

function inWords(item: Item, answer: Answer): string {
  switch (item.kind) {
    case 'choice':
    case 'several':
      return answer.map((at) => item.options[Number(at)]?.text ?? '').join('; ');
    case 'true-false':
    case 'decision':
      return [String(answer[0] ?? ''), item.reasons[Number(answer[1])]?.text ?? ''].join(': ');
    case 'order':
      return answer.map((at) => item.steps[Number(at)]?.text ?? '').join(' → ');
    case 'sort':
      return item.things.map(({ text }, at) => `${text}: ${answer[at] ?? ''}`).join('; ');
    default:
      return answer.map(String).join('; ');
  }
}

export function sheets(setup: Setup, { rows, items, outOf }: Results, words: SheetWords): Sheet[] {
  const teams = setup.settings.teams > 0;
  const numbers = setup.questions.map((_, index) => `${words.question} ${index + 1}`);
  return [
    {
      name: words.grades,
      rows: [
        [words.name, ...(teams ? [words.team] : []), ...numbers, words.points, words.outOf, words.percent],
        ...rows.map(({ student, cells, points }) => [
          student.name,
          ...(teams ? [student.team] : []),
          ...cells.map((one) => (one ? rounded(one.points) : null)),
          rounded(points),
          outOf,
          outOf > 0 ? rounded((100 * points) / outOf, 1) : null,
        ]),
      ],
    },
    {
      name: words.answers,
      rows: [
        [words.name, words.question, words.vote, words.answer, words.right, words.sure, words.time],
        ...rows.flatMap(({ student, cells }) =>
          cells.flatMap((one, index) =>
            one
              ? [
                  [
                    student.name,
                    index + 1,
                    one.round,
                    answerInWords(setup, index, one.answer),
                    rounded(one.points),
                    one.sure,
                    new Date(one.at).toISOString(),
                  ],
                ]
              : [],
          ),
        ),
      ],
    },
    {
      name: words.questions,
      rows: [
        [
          words.question,
          words.answered,
          words.shareRight,
          words.shareBefore,
          words.discrimination,
          words.sureWrong,
          words.choices,
        ],
        ...items.map((one, index) => {
          const question = setup.questions[index];
          const choices = question?.kind === 'item' ? choicesOf(question.item) : [];
          return [
            questionText(question),
            one.answered,
            rounded(one.right),
            rounded(one.rightBefore),
            rounded(one.discrimination),
            one.sureWrong,
            choices
              .map(({ text, right }, at) => `${right ? '✓ ' : ''}${text}: ${one.options[at] ?? 0}`)
              .join(' | '),
          ];
        }),
      ],
    },
  ];
}
