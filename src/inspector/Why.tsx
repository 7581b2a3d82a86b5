// «Why?»: for a request that was made, one that is imagined, or an AccessDenied message from anywhere.
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { HostEvent, Inquiry } from '../practice/index.ts';
import { type AccountPicture, holderOf, rootOf } from '../practice/picture.ts';
import { Inline } from '../strings/Inline.tsx';
import { Answer } from './Answer.tsx';
import { lastPart, moment, usePicture, type ViewProps, Waiting } from './parts.tsx';
import { RequestForm } from './RequestForm.tsx';
import { imagined, MAX_PASTED, type Pasted, type Question, readPasted } from './request.ts';

type Way = 'made' | 'imagined' | 'pasted';

/** `ask?principal=…&action=…&resource=…`: a question in an address. */
export function questionIn(rest: string): Question | null {
  if (!rest.startsWith('ask?')) return null;
  const asked = new URLSearchParams(rest.slice(4));
  const context = Object.fromEntries(
    [...asked].filter(([key]) => key.startsWith('c.')).map(([key, value]) => [key.slice(2), value]),
  );
  return {
    principal: asked.get('principal') ?? '',
    action: asked.get('action') ?? '',
    resource: asked.get('resource') ?? '*',
    context,
  };
}

export function addressOf({ principal, action, resource, context }: Question): string {
  const asked = new URLSearchParams({ principal, action, resource });
  for (const [key, value] of Object.entries(context)) asked.set(`c.${key}`, value);
  return `why/ask?${asked}`;
}

export function Why(props: ViewProps): ComponentChildren {
  const { source, rest, go, t } = props;
  const [picture, again] = usePicture(source);
  const question = useMemo(() => questionIn(rest), [rest]);
  const first: Way =
    rest === 'paste' || rest.startsWith('paste?')
      ? 'pasted'
      : question || !source.practice
        ? 'imagined'
        : 'made';
  const [way, setWay] = useState<Way>(first);
  useEffect(() => setWay(first), [first, rest]);
  const ways: readonly Way[] = source.practice ? ['made', 'imagined', 'pasted'] : ['imagined', 'pasted'];
  const words = { made: 'wayMade', imagined: 'wayImagined', pasted: 'wayPasted' } as const;
  return (
    <>
      <h1>{t('whyTitle')}</h1>
      <p class="lead">{t('whyLead')}</p>
      <fieldset class="inspector-ways">
        <legend class="visually-hidden">{t('ways')}</legend>
        {ways.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="inspector-way"
              checked={way === one}
              onChange={() => {
                setWay(one);
                go(one === 'made' ? 'why' : one === 'pasted' ? 'why/paste' : 'why/ask?');
              }}
            />
            <span>{t(words[one])}</span>
          </label>
        ))}
      </fieldset>
      {picture ? (
        way === 'made' ? (
          <Made {...props} picture={picture} />
        ) : way === 'pasted' ? (
          <FromMessage {...props} picture={picture} />
        ) : (
          <Imagined {...props} picture={picture} question={question} />
        )
      ) : (
        <Waiting failed={picture === null} onAgain={again} t={t} />
      )}
    </>
  );
}

type Inside = ViewProps & { picture: AccountPicture };

function Made({ source, rest, go, picture, locale, t }: Inside): ComponentChildren {
  const [events, setEvents] = useState<readonly HostEvent[]>([]);
  const [inquiry, setInquiry] = useState<Inquiry | null | undefined>();
  const [at, setAt] = useState(0);
  useEffect(() => {
    let gone = false;
    const read = (): void =>
      void source.practice?.events({ limit: 200 }).then(
        (list) => !gone && setEvents(list),
        () => {},
      );
    read();
    const stop = source.subscribe(read);
    return () => {
      gone = true;
      stop();
    };
  }, [source]);
  useEffect(() => {
    let gone = false;
    setInquiry(undefined);
    setAt(0);
    if (rest === '') return;
    void source.practice?.inquiry(rest).then(
      (found) => !gone && setInquiry(found),
      () => !gone && setInquiry(null),
    );
    return () => {
      gone = true;
    };
  }, [source, rest]);

  const asked = events.filter(({ decision }) => decision !== null);
  const denied = asked.filter(({ decision }) => decision !== 'allow');
  const listed = [...denied, ...asked.filter(({ decision }) => decision === 'allow')].slice(0, 60);
  const shown = inquiry?.event;
  const label = ({ event, operation, decision, service }: HostEvent): string => {
    const name = service === 'portal' && operation === 'Attempt' ? event.eventName : operation;
    const who = event.userIdentity.userName ?? lastPart(event.userIdentity.arn ?? 'root');
    return `${decision === 'allow' ? '✓' : '✕'} ${name} · ${who} · ${moment(event.eventTime, locale)}`;
  };
  const known = shown && listed.some(({ id }) => id === shown.id);
  const request = inquiry?.requests[at];
  return (
    <>
      {listed.length === 0 && !shown ? (
        <p class="soft">{t('madeNone')}</p>
      ) : (
        <p>
          <label class="inspector-choose">
            <span>{t('madeChoose')}</span>
            <select
              value={shown?.id ?? ''}
              onChange={({ currentTarget }) => go(`why/${currentTarget.value}`)}
            >
              {!shown && <option value="">…</option>}
              {shown && !known && <option value={shown.id}>{label(shown)}</option>}
              {listed.map((event) => (
                <option key={event.id} value={event.id}>
                  {label(event)}
                </option>
              ))}
            </select>
          </label>{' '}
          <span class="soft">{t('madeDenied')}</span>
        </p>
      )}
      {rest !== '' && inquiry === null && <p role="status">{t('notFound')}</p>}
      {inquiry && inquiry.requests.length === 0 && (
        <p role="status">{t((inquiry.event.asked ?? []).length === 0 ? 'noQuestion' : 'whoGone')}</p>
      )}
      {inquiry && inquiry.requests.length > 1 && (
        <label class="inspector-choose">
          <span>{t('several', { count: inquiry.requests.length })}</span>
          <select value={at} onChange={({ currentTarget }) => setAt(Number(currentTarget.value))}>
            {inquiry.requests.map(({ action, resource }, index) => (
              <option key={index} value={index}>
                {`${action} · ${resource}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {inquiry && request && (
        <Answer
          request={request}
          picture={picture}
          note={t(
            inquiry.moment === 'exact'
              ? 'momentExact'
              : inquiry.moment === 'then'
                ? 'momentThen'
                : 'momentNow',
          )}
          locale={locale}
          t={t}
        />
      )}
    </>
  );
}

function Imagined({
  source,
  go,
  picture,
  question,
  locale,
  t,
}: Inside & { question: Question | null }): ComponentChildren {
  const [said, setSaid] = useState('');
  const [turn, setTurn] = useState(0);
  const beginning = useMemo<Question>(
    () =>
      question?.principal
        ? question
        : { principal: picture.users[0]?.arn ?? rootOf(picture), action: '', resource: '*', context: {} },
    [question, picture.account],
  );
  const request = useMemo(
    () => (question?.action ? imagined(picture, question) : null),
    [picture, question, turn],
  );
  const attempt = useCallback(
    async (asked: Question): Promise<void> => {
      setSaid(t('attempting'));
      try {
        const context = Object.fromEntries(
          Object.entries(asked.context).map(([key, value]) => [key, [value]]),
        );
        const result = await source.practice?.attempt(asked.principal, {
          action: asked.action,
          ...(asked.resource === '*' || asked.resource === '' ? {} : { resource: asked.resource }),
          ...(Object.keys(context).length > 0 ? { context } : {}),
        });
        if (!result) return;
        setSaid(result.outcome === 'mistyped' ? result.message : t('attempted', { message: result.message }));
        if (result.outcome !== 'mistyped' && result.requestId) go(`why/${result.requestId}`);
      } catch (error) {
        setSaid(error instanceof Error ? error.message : String(error));
      }
    },
    [source, go, t],
  );
  return (
    <>
      <RequestForm
        picture={picture}
        question={beginning}
        onAsk={(asked) => {
          setSaid('');
          setTurn(turn + 1);
          go(addressOf(asked));
        }}
        onAttempt={source.practice ? attempt : undefined}
        t={t}
      />
      <p role="status">{said}</p>
      {question?.action && !request && (
        <p role="status">{t('noSuchPrincipal', { principal: question.principal })}</p>
      )}
      {request && <Answer request={request} picture={picture} locale={locale} t={t} />}
    </>
  );
}

function FromMessage({ go, rest, picture, t }: Inside): ComponentChildren {
  const given = rest.startsWith('paste?') ? (new URLSearchParams(rest.slice(6)).get('m') ?? '') : '';
  const [text, setText] = useState(given);
  const [read, setRead] = useState<Pasted | null | undefined>();
  useEffect(() => {
    if (given === '') return;
    setText(given);
    setRead(readPasted(given, picture));
  }, [given, picture]);
  const [stand, setStand] = useState(picture.users[0]?.arn ?? rootOf(picture));
  const principal = read && (holderOf(picture, read.question.principal) ? read.question.principal : stand);
  return (
    <>
      <form
        class="inspector-form"
        onSubmit={(event) => {
          event.preventDefault();
          setRead(readPasted(text, picture));
        }}
      >
        <label>
          <span>{t('pasteLabel')}</span>
          <textarea
            rows={5}
            value={text}
            spellcheck={false}
            placeholder={t('pasteHint')}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <div class="inspector-row">
          <button type="submit" class="button">
            {t('pasteRead')}
          </button>
          {text.length > MAX_PASTED && <span class="soft">{t('pasteLong', { limit: MAX_PASTED })}</span>}
        </div>
      </form>
      <div role="status">
        {read === null && <p>{t('pasteNone')}</p>}
        {read && (
          <>
            <p>
              <b>{t('pasteSays')}</b>{' '}
              <Inline
                text={
                  read.explicit === null || !read.layer
                    ? t('pasteSaysOnly', { ...read.question, context: '' })
                    : t(read.explicit ? 'pasteSaysExplicit' : 'pasteSaysImplicit', {
                        layer: t(read.layer),
                        action: read.question.action,
                      })
                }
              />{' '}
              {read.policyArn && t('pasteSaysPolicy', { arn: read.policyArn })}
            </p>
            <p>{read.here ? t('pasteHere') : t('pasteElsewhere', { principal: read.question.principal })}</p>
          </>
        )}
      </div>
      {read && !read.here && (
        <p>
          <label class="inspector-choose">
            <span>{t('principal')}</span>
            <select value={stand} onChange={({ currentTarget }) => setStand(currentTarget.value)}>
              {[rootOf(picture), ...[...picture.users, ...picture.roles].map(({ arn }) => arn)].map((arn) => (
                <option key={arn} value={arn}>
                  {lastPart(arn)}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {read && principal && (
        <button type="button" class="button" onClick={() => go(addressOf({ ...read.question, principal }))}>
          {t('ask')}
        </button>
      )}
    </>
  );
}
