// Deleting one thing or several, with the text to type: the name of one, a word for several.
import Alert from '@cloudscape-design/components/alert';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

/** How deleting a kind of resource is said. */
export interface DeleteWords {
  /** Of several. */
  title: (count: number) => string;
  /** Over the field, for one. */
  typeName: (name: string) => string;
  help: string;
  warning?: string;
  done: (count: number, name: string) => string;
  confirm?: string;
}

export function DeleteDialog({
  names,
  words,
  phrase,
  remove,
  onDone,
  onCancel,
}: {
  names: readonly string[];
  words: DeleteWords;
  /** What to type for one, where it is not its name. */
  phrase?: string;
  remove: (name: string) => Promise<unknown>;
  onDone: () => void;
  onCancel: () => void;
}) {
  const session = useSession();
  const only = names.length === 1 ? names[0] : undefined;
  return (
    <ConfirmDialog
      title={only === undefined ? words.title(names.length) : t('deleteTitle', { name: only })}
      phrase={only === undefined ? t('confirmWord') : (phrase ?? only)}
      phraseLabel={
        only === undefined ? t('typeWord', { phrase: t('confirmWord') }) : words.typeName(phrase ?? only)
      }
      confirmLabel={words.confirm ?? t('delete')}
      onConfirm={async () => {
        for (const name of names) await remove(name);
      }}
      onDone={() => {
        onDone();
        session.flash({ type: 'success', header: words.done(names.length, only ?? '') });
      }}
      onCancel={onCancel}
    >
      <p class="console-sentence">{words.help}</p>
      {only === undefined && (
        <ul class="console-names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      {words.warning !== undefined && <Alert type="warning">{words.warning}</Alert>}
    </ConfirmDialog>
  );
}
