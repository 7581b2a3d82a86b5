// A quiz on paper: the questions, and on a page of its own the answers with their reasons. Static, no script.
import type { Translate } from '../strings/index.ts';
import { partners } from './kinds.ts';
import type { Item, Quiz } from './model.ts';
import { shuffled } from './shuffle.ts';
import type { quizMessages } from './strings.ts';
import type { paperMessages } from './strings-author.ts';
import { Policies, RequestTable } from './views/Case.tsx';
import { Text } from './views/Text.tsx';

export interface PaperProps {
  quiz: Quiz;
  t: Translate<typeof paperMessages>;
  q: Translate<typeof quizMessages>;
  contentLocale: string;
}

const LETTERS = 'ABCDEFGHIJ';

export function Paper({ quiz, t, q, contentLocale }: PaperProps) {
  return (
    <>
      <section class="sheet" lang={contentLocale} aria-label={t('questions')}>
        <p class="blanks">
          {t('name')} <span class="blank" /> {t('date')} <span class="blank short" />
        </p>
        <ol>
          {quiz.items.map((item) => (
            <li key={item.id}>
              <p class="asked-text">
                <Text text={item.question} />
              </p>
              <Blank item={item} t={t} q={q} />
            </li>
          ))}
        </ol>
      </section>
      <section class="sheet answers" lang={contentLocale}>
        <h2>{t('answers')}</h2>
        <p class="note">{t('answersText')}</p>
        <ol>
          {quiz.items.map((item) => (
            <li key={item.id}>
              <Answer item={item} t={t} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

type Part = { item: Item } & Pick<PaperProps, 't' | 'q'>;

/** In what order something stands on paper: the same for the questions and for the answers. */
const order = (list: readonly unknown[], id: string): number[] =>
  shuffled(
    list.map((_, index) => index),
    `${id}/paper`,
  );

function Choices({ texts, id }: { texts: readonly string[]; id: string }) {
  return (
    <ul class="choices">
      {order(texts, id).map((index, place) => (
        <li key={index}>
          <span class="box" /> {LETTERS[place]}{' '}
          <span>
            <Text text={texts[index] ?? ''} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Blank({ item, t, q }: Part) {
  switch (item.kind) {
    case 'choice':
    case 'several':
      return (
        <>
          <p class="note">{q(item.kind === 'choice' ? 'choiceHelp' : 'severalHelp')}</p>
          <Choices texts={item.options.map((one) => one.text)} id={item.id} />
        </>
      );
    case 'true-false':
      return (
        <>
          <p>
            <span class="box" /> {t('holds')} <span class="box" /> {t('holdsNot')},{' '}
            {q('because').toLowerCase()}:
          </p>
          <Choices texts={item.reasons.map((one) => one.text)} id={item.id} />
        </>
      );
    case 'order':
      return (
        <ul class="choices">
          {order(item.steps, item.id).map((index) => (
            <li key={index}>
              <span class="blank tiny" />{' '}
              <span>
                <Text text={item.steps[index]?.text ?? ''} />
              </span>
            </li>
          ))}
        </ul>
      );
    case 'sort':
    case 'match': {
      const pairs = item.kind === 'sort' ? item.things : item.pairs;
      const targets = item.kind === 'sort' ? item.bins.map((bin) => bin.text) : partners(item);
      return (
        <>
          <p>
            {order(targets, `${item.id}/targets`).map((index, place) => (
              <span key={index} class="target">
                {LETTERS[place]} <Text text={targets[index] ?? ''} />
              </span>
            ))}
          </p>
          <ul class="choices">
            {order(pairs, item.id).map((index) => (
              <li key={index}>
                <span class="blank tiny" />{' '}
                <span>
                  <Text text={pairs[index]?.text ?? ''} />
                </span>
              </li>
            ))}
          </ul>
        </>
      );
    }
    case 'text':
    case 'number':
      return (
        <p>
          <span class="blank" /> {item.kind === 'number' && item.units[0]?.text}
        </p>
      );
    case 'decision':
      return (
        <>
          <RequestTable given={item.case} t={q} />
          <Policies given={item.case} t={q} />
          <p>
            <span class="box" /> {q('verdictAllow')} <span class="box" /> {q('verdictExplicit')}{' '}
            <span class="box" /> {q('verdictImplicit')}, {q('because').toLowerCase()}:
          </p>
          <p>
            <span class="blank long" />
          </p>
        </>
      );
    case 'point':
      return (
        <>
          <p class="note">{q('pointHelp')}</p>
          <RequestTable given={item.case} t={q} />
          <Policies given={item.case} t={q} />
        </>
      );
    case 'fix':
      return (
        <>
          <ul>
            {item.requests.map((one) => (
              <li key={one.text}>
                {one.text}: {q(one.allowed ? 'shouldAllow' : 'shouldDeny')}
              </li>
            ))}
          </ul>
          <pre>
            <code>{item.policy.start}</code>
          </pre>
          <p>
            <span class="blank long" />
          </p>
        </>
      );
  }
}

function Answer({ item, t }: Omit<Part, 'q'>) {
  const letters = (options: readonly { right: boolean; text: string; why: string }[]) =>
    order(options, item.id).flatMap((index, place) => {
      const option = options[index];
      return option?.right
        ? [
            <p key={index}>
              <b>
                {LETTERS[place]} <Text text={option.text} />
              </b>{' '}
              <Text text={option.why} />
            </p>,
          ]
        : [];
    });
  switch (item.kind) {
    case 'choice':
    case 'several':
      return <>{letters(item.options)}</>;
    case 'true-false':
      return (
        <>
          <p>
            <b>{t(item.holds ? 'holds' : 'holdsNot')}</b>
          </p>
          {letters(item.reasons)}
        </>
      );
    case 'order':
      return (
        <p>
          {item.steps.map((step, index) => (
            <span key={step.text} class="target">
              {index + 1}. <Text text={step.text} />
            </span>
          ))}{' '}
          <Text text={item.why} />
        </p>
      );
    case 'sort':
    case 'match':
      return (
        <ul>
          {(item.kind === 'sort'
            ? item.things.map((one) => ({
                ...one,
                match: item.bins.find(({ id }) => id === one.bin)?.text ?? '',
              }))
            : item.pairs
          ).map((one) => (
            <li key={one.text}>
              <Text text={one.text} />:{' '}
              <b>
                <Text text={one.match} />
              </b>
              . <Text text={one.why} />
            </li>
          ))}
        </ul>
      );
    case 'text':
      return (
        <p>
          <b>{item.accept.join(' / ')}</b> <Text text={item.why} />
        </p>
      );
    case 'number':
      return (
        <p>
          <b>
            {item.value} {item.units[0]?.text}
          </b>{' '}
          {item.tolerance > 0 && `(± ${item.tolerance}) `}
          <Text text={item.why} />
        </p>
      );
    case 'decision':
    case 'point':
      return <p>{item.told.join(' ')}</p>;
    case 'fix':
      return (
        <>
          <pre>
            <code>{item.policy.solution}</code>
          </pre>
          <p>
            {t('why')}: <Text text={item.why} />
          </p>
        </>
      );
  }
}
