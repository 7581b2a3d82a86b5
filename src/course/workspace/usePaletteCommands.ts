// What stands in the command palette just now: views, tools, the console's pages, who and what is in the
// account, lessons, exercises, challenges.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AccountHost, AccountPicture } from '../../practice/index.ts';
import type { Translate } from '../../strings/index.ts';
import type { Command } from './commands.ts';
import { pathOf } from './policies.ts';
import { type Door, doors, inspections, type Route } from './routes.ts';
import type { messages } from './strings.ts';
import type { ExerciseChoice } from './Tasks.tsx';
import type { Tool } from './tools.ts';

export interface PaletteOptions {
  host: AccountHost;
  /** While it is closed nothing is read. */
  open: boolean;
  go: (route: Route) => void;
  tools: readonly Tool[];
  say: (words: string) => void;
  lessons: readonly { id: string; title: string }[];
  exercises: readonly ExerciseChoice[];
  challenges: readonly { id: string; title: string }[];
  pageHref: (path: string) => string;
  onExercise: (id: string | null) => void;
  onSplit: (door: Door | null) => void;
  t: Translate<typeof messages>;
}

const pages = [
  ['pageDashboard', 'iam'],
  ['pageUsers', 'iam/users'],
  ['pageGroups', 'iam/groups'],
  ['pageRoles', 'iam/roles'],
  ['pagePolicies', 'iam/policies'],
  ['pageSettings', 'iam/account-settings'],
  ['pageReport', 'iam/credential-report'],
  ['pageSignIn', 'signin'],
] as const;

export function usePaletteCommands(options: PaletteOptions): readonly Command[] {
  const { host, open, go, tools, say, lessons, exercises, challenges, pageHref, onExercise, onSplit, t } =
    options;
  const [picture, setPicture] = useState<AccountPicture | null>(null);
  useEffect(() => {
    if (!open) return;
    let gone = false;
    void host.tools.picture().then(
      (found) => !gone && setPicture(found),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [host, open]);
  return useMemo(() => {
    if (!open) return [];
    const to = (group: keyof typeof messages, id: string, title: string, route: Route): Command => ({
      id,
      title,
      group: t(group),
      run: () => go(route),
    });
    const toPage = (group: keyof typeof messages, path: string, title: string): Command => ({
      id: path,
      title,
      group: t(group),
      run: () => location.assign(pageHref(path)),
    });
    const inConsole = (group: keyof typeof messages, kind: string, name: string): Command =>
      to(group, `${kind}/${name}`, name, {
        door: 'console',
        path: `iam/${kind}/${encodeURIComponent(name)}`,
      });
    return [
      ...doors
        .filter((door) => door !== 'inspector')
        .map((door) => to('groupView', `view/${door}`, t(door), { door, path: '' })),
      ...inspections.map((path) => to('groupView', `view/${path}`, t(path), { door: 'inspector', path })),
      ...tools.map(
        (tool): Command => ({
          id: tool.id,
          title: t(tool.id),
          group: t('groupTool'),
          run: () => void tool.run().then(say),
        }),
      ),
      ...doors.map(
        (door): Command => ({
          id: `split/${door}`,
          title: t('toolSplit', { door: t(door) }),
          group: t('groupTool'),
          run: () => onSplit(door),
        }),
      ),
      { id: 'split/', title: t('toolWhole'), group: t('groupTool'), run: () => onSplit(null) },
      ...pages.map(([title, path]) => to('groupConsole', path, t(title), { door: 'console', path })),
      ...(picture?.users ?? []).map(({ name }) => inConsole('groupUser', 'users', name)),
      ...(picture?.groups ?? []).map(({ name }) => inConsole('groupGroup', 'groups', name)),
      ...(picture?.roles ?? []).map(({ name }) => inConsole('groupRole', 'roles', name)),
      ...Object.entries(picture?.policies ?? {}).map(([arn, { name }]) =>
        to('groupPolicy', arn, name, { door: 'editor', path: pathOf('policy', arn) }),
      ),
      ...lessons.map(({ id, title }) => toPage('groupLesson', `lessons/${id}/`, title)),
      ...exercises.map(
        ({ id, title }): Command => ({
          id: `exercise/${id}`,
          title,
          group: t('groupExercise'),
          run: () => onExercise(id),
        }),
      ),
      ...challenges.map(({ id, title }) => toPage('groupChallenge', `challenges/${id}/`, title)),
    ];
  }, [open, picture, tools, lessons, exercises, challenges, go, say, pageHref, onExercise, onSplit, t]);
}
