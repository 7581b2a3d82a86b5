// A bar over an account in free play: undo, redo, what just happened, and what one does with a whole account (start
// from a scenario, snapshots, files). Two popovers, so that the console below keeps the room.
import './open.css';
import './tools.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { AccountHost, Aside, Snapshot } from '../practice/index.ts';
import { type Translate, type Translation, translator } from '../strings/index.ts';
import { Ask } from './Ask.tsx';
import { type AccountState, useAccount } from './account.ts';
import { downloadText } from './download.ts';
import { EventLog } from './EventLog.tsx';
import { errorText } from './errors.ts';
import { downloadAside, Notices } from './Notices.tsx';
import { Said, useSaid } from './Said.tsx';
import { Share } from './Share.tsx';
import { StepButton, stepName } from './StepButton.tsx';
import type { openMessages } from './strings.ts';

export interface AccountToolsProps {
  host: AccountHost;
  /** What one may start from, and how to get its account in saved form. */
  scenarios: readonly { id: string; title: string }[];
  fetchScenario: (id: string) => Promise<unknown>;
  locale: string;
  messages: Translation<typeof openMessages>;
  /** The site's base path, for links to share. */
  base: string;
  /** «Why?» beside what was refused: with the event's id. */
  onWhy?: (id: string) => void;
  /** More tools, at the end of the row. */
  children?: ComponentChildren;
}

type T = Translate<typeof openMessages>;

export function AccountTools(props: AccountToolsProps): ComponentChildren {
  const { host, locale, messages } = props;
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const account = useAccount(host);
  const [said, setSaid] = useSaid();
  const { summary } = account;
  const id = useId();

  async function step(kind: 'undo' | 'redo'): Promise<void> {
    const label = kind === 'undo' ? summary?.undoes : summary?.redoes;
    try {
      const moved = await host.tools[kind]();
      if (moved) setSaid(t(kind === 'undo' ? 'undone' : 'redone', { step: stepName(label, t) }));
      else setSaid(t(kind === 'undo' ? 'nothingToUndo' : 'nothingToRedo'));
    } catch (error) {
      setSaid(errorText(error, t));
    }
  }

  return (
    <section class="account-tools exercise" aria-label={t('account')}>
      <div class="tools">
        <StepButton kind="undo" able={summary?.canUndo} label={summary?.undoes} onStep={step} t={t} />
        <StepButton kind="redo" able={summary?.canRedo} label={summary?.redoes} onStep={step} t={t} />
        <button type="button" class="link" popovertarget={`${id}-log`}>
          {t('log')}
        </button>
        <button type="button" class="link" popovertarget={`${id}-account`}>
          {t('account')}
        </button>
        <span class="soft" role="status">
          <Said {...said} />
        </span>
        {props.children}
      </div>
      <Notices notices={account.notices} host={host} onDismiss={account.dismiss} t={t} />
      <div id={`${id}-log`} popover="auto" class="account-popover">
        <EventLog events={account.events} onWhy={props.onWhy} t={t} />
      </div>
      <div id={`${id}-account`} popover="auto" class="account-popover card">
        <WholeAccount {...props} account={account} say={setSaid} t={t} />
        <p class="soft">{said.text}</p>
      </div>
    </section>
  );
}

function WholeAccount(
  props: AccountToolsProps & { account: AccountState; say: (words: string) => void; t: T },
): ComponentChildren {
  const { host, account, say, t } = props;
  const [snapshots, setSnapshots] = useState<readonly Snapshot[]>([]);
  const [asides, setAsides] = useState<readonly Aside[]>([]);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    void host.tools.snapshots().then(setSnapshots, () => {});
    void host.tools.asides().then(setAsides, () => {});
  }, [host, turn, account.summary]);

  /** Does it, and says how it went: a mistake with its hint. */
  async function attempt(task: () => Promise<void>, done: string): Promise<void> {
    try {
      await task();
      if (done !== '') say(done);
    } catch (error) {
      say(errorText(error, t));
    }
    setTurn((last) => last + 1);
  }

  return (
    <>
      <h2>{t('accountOf', { account: account.summary?.account ?? '' })}</h2>
      <Start {...props} attempt={attempt} />
      <h3>{t('snapshotTitle')}</h3>
      {snapshots.length === 0 && <p class="soft">{t('snapshotNone')}</p>}
      <ul class="plain">
        {snapshots.map(({ name }) => (
          <li key={name}>
            <span>{name}</span>
            <button
              type="button"
              class="link"
              aria-label={`${t('snapshotRestore')}: ${name}`}
              onClick={() =>
                void attempt(() => host.tools.restoreSnapshot(name), t('snapshotRestored', { name }))
              }
            >
              {t('snapshotRestore')}
            </button>
            <button
              type="button"
              class="link"
              aria-label={`${t('snapshotDrop')}: ${name}`}
              onClick={() =>
                void attempt(() => host.tools.dropSnapshot(name), t('snapshotDropped', { name }))
              }
            >
              {t('snapshotDrop')}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const name = String(new FormData(form).get('name') ?? '').trim();
          void attempt(() => host.tools.keepSnapshot(name), t('snapshotKept', { name })).then(() =>
            form.reset(),
          );
        }}
      >
        <label>
          {t('snapshotName')} <input name="name" required maxLength={100} autocomplete="off" />
        </label>
        <button type="submit" class="button quiet">
          {t('snapshotKeep')}
        </button>
      </form>
      <h3>{t('fileTitle')}</h3>
      <button
        type="button"
        class="button quiet"
        onClick={() =>
          void attempt(
            async () =>
              downloadText(
                `rootless-${account.summary?.account ?? 'account'}.json`,
                await host.tools.exportAccount(),
              ),
            '',
          )
        }
      >
        {t('fileSave')}
      </button>
      <label class="file">
        {t('fileLoad')}
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) void attempt(async () => host.tools.importAccount(await file.text()), t('fileLoaded'));
          }}
        />
      </label>
      <Share
        host={host}
        base={props.base}
        account={account.summary?.account ?? 'account'}
        attempt={attempt}
        t={t}
      />
      {asides.length > 0 && <h3>{t('fileAsides')}</h3>}
      <ul class="plain">
        {asides.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              class="link"
              onClick={() => void attempt(() => downloadAside(host, id), '')}
            >
              {t('asideDownload', { id })}
            </button>
            <Ask
              label={t('asideRemove', { id })}
              question={t('asideRemove', { id })}
              yes={t('snapshotDrop')}
              no={t('cancel')}
              danger
              onYes={() => void attempt(() => host.tools.removeAside(id), '')}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Start(
  props: AccountToolsProps & { attempt: (task: () => Promise<void>, done: string) => Promise<void>; t: T },
): ComponentChildren {
  const { host, scenarios, fetchScenario, attempt, t } = props;
  const [chosen, setChosen] = useState(scenarios[0]?.id ?? '');
  const title = scenarios.find(({ id }) => id === chosen)?.title ?? '';
  return (
    <>
      <h3 id="scenario-title">{t('scenarioTitle')}</h3>
      <select
        aria-labelledby="scenario-title"
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        {scenarios.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>{' '}
      <Ask
        label={t('scenarioDo')}
        question={t('scenarioAsk')}
        yes={t('scenarioDo')}
        no={t('cancel')}
        onYes={() =>
          void attempt(
            async () => host.tools.startFrom((await fetchScenario(chosen)) as never),
            t('scenarioStarted', { title }),
          )
        }
      />
    </>
  );
}
