// The policy editor as a door: choose a policy of the account or begin a new one, see what a change does, save it. What
// is not saved stays while the page is open. Tests: test/browser/workspace.test.ts
import { type ComponentChildren, h, render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { PolicyEditor } from '../../editor/index.ts';
import { Said, useSaid } from '../../exercise/Said.tsx';
import type { AccountHost, AccountPicture } from '../../practice/index.ts';
import type { Translate } from '../../strings/index.ts';
import type { MountedDoor } from './DoorPlace.tsx';
import { beginning, type Group, type Openable, openables } from './policies.ts';
import type { messages } from './strings.ts';

export interface EditorDoorProps {
  host: AccountHost;
  path: string;
  onPath: (path: string) => void;
  onWhy: (id: string) => void;
  locale: string;
  t: Translate<typeof messages>;
}

const groups: readonly Group[] = [
  'editManaged',
  'editInlineUser',
  'editInlineGroup',
  'editInlineRole',
  'editTrust',
  'editAws',
];

export function EditorDoor({ host, path, onPath, onWhy, locale, t }: EditorDoorProps): ComponentChildren {
  const [picture, setPicture] = useState<AccountPicture>();
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<string>();
  const [saving, setSaving] = useState(false);
  const [said, say] = useSaid();
  // By address: what was typed and not saved.
  const drafts = useRef(new Map<string, string>());
  const [, redraw] = useState(0);

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      timer = undefined;
      void host.tools.picture().then(
        (found) => !gone && found && setPicture(found),
        () => {},
      );
    };
    read();
    const stop = host.subscribe(({ kind }) => {
      if (kind === 'request' || kind === 'replaced') timer ??= setTimeout(read, 60);
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, [host]);

  const list = useMemo(() => (picture ? openables(picture) : []), [picture]);
  const latest = useRef(picture);
  latest.current = picture;
  const account = useMemo(() => async () => latest.current ?? null, []);
  const found = list.find((one) => one.path === path);
  const current: Openable = found ?? {
    path: '',
    group: 'editManaged',
    title: t('editNew'),
    text: beginning,
    kind: 'identity',
    readOnly: false,
  };
  const text = drafts.current.get(current.path) ?? current.text;
  const changed = text !== current.text;

  async function save(): Promise<void> {
    setSaving(true);
    setRefused(undefined);
    try {
      const { savePolicy } = await import('./save.ts');
      const saved = await savePolicy(host, current.path, name.trim(), text);
      if (saved.ok) {
        drafts.current.delete(current.path);
        setName('');
        say(t('editSaved', { name: current.path === '' ? name.trim() : current.title }));
        if (saved.path !== path) onPath(saved.path);
      } else {
        setRefused(saved.requestId);
        say(t('editSavedNot', { reason: saved.message }));
      }
    } catch (error) {
      say(t('editSavedNot', { reason: error instanceof Error ? error.message : String(error) }));
    }
    setSaving(false);
  }

  return (
    <div class="editor-door">
      <h1>{t('editTitle')}</h1>
      <p class="lead">{t('editLead')}</p>
      <p>
        <label>
          {t('editChoose')}{' '}
          <select
            value={current.path}
            onChange={({ currentTarget }) => {
              say('');
              setRefused(undefined);
              onPath(currentTarget.value);
            }}
          >
            <option value="">{t('editNew')}</option>
            {groups.map((group) => {
              const own = list.filter((one) => one.group === group);
              return own.length === 0 ? null : (
                <optgroup key={group} label={t(group)}>
                  {own.map((one) => (
                    <option key={one.path} value={one.path}>
                      {one.title}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </select>
        </label>
      </p>
      {picture && (
        <PolicyEditor
          key={current.path}
          value={text}
          kind={current.kind}
          label={t('editText', { name: current.title })}
          locale={locale}
          readOnly={current.readOnly}
          account={account}
          {...(current.subject ? { subject: current.subject } : {})}
          onChange={(typed) => {
            drafts.current.set(current.path, typed);
            redraw((last) => last + 1);
          }}
        />
      )}
      {current.readOnly ? (
        <p class="soft">{t('editReadOnly')}</p>
      ) : (
        <form
          class="editor-save"
          onSubmit={(event) => {
            event.preventDefault();
            if (!saving) void save();
          }}
        >
          {current.path === '' && (
            <label>
              {t('editName')}{' '}
              <input
                value={name}
                required
                maxLength={128}
                pattern="[\w+=,.@\-]+"
                title={t('editNamePattern')}
                autocomplete="off"
                spellcheck={false}
                onInput={({ currentTarget }) => setName(currentTarget.value)}
              />
            </label>
          )}
          <button type="submit" class="button" aria-disabled={saving}>
            {t(current.path === '' ? 'editCreate' : 'editSave')}
          </button>{' '}
          <span class="soft">
            {changed && `${t('editChanged')} ${t('editLeave')} `}
            {t('editAs')}
          </span>
        </form>
      )}
      <p role="status">
        <Said {...said} />{' '}
        {refused !== undefined && (
          <button type="button" class="link" onClick={() => onWhy(refused)}>
            {t('editWhyNot')}
          </button>
        )}
      </p>
    </div>
  );
}

export function mountEditorDoor(element: HTMLElement, props: EditorDoorProps): MountedDoor {
  const draw = (path: string): void =>
    render(
      h(EditorDoor, {
        ...props,
        path,
        onPath: (next) => {
          draw(next);
          props.onPath(next);
        },
      }),
      element,
    );
  draw(props.path);
  return { navigate: draw, unmount: () => render(null, element) };
}
