// How each door is loaded and put into its place. The heavy rooms come only with it.
import { whyOf, whyOfMessage } from '../../exercise/why.ts';
import type { AccountHost } from '../../practice/index.ts';
import type { Translate } from '../../strings/index.ts';
import type { DoorMount } from './DoorPlace.tsx';
import type { Door } from './routes.ts';
import type { messages } from './strings.ts';

export interface DoorOptions {
  host: AccountHost;
  locale: string;
  /** The door went somewhere by itself: its address follows. */
  onPath: (door: Door, path: string) => void;
  onTitle: (title: string) => void;
  /** Goes to a view of the inspector: 'why/EVENT'. */
  onWhy: (route: string) => void;
  /** Under which key the terminal keeps its files. */
  files: string;
  /** Address of a page of this language: 'lessons/'. */
  pageHref: (path: string) => string;
  t: Translate<typeof messages>;
}

/** Every door but the tasks, which are small and part of the page. */
export function doorMounts(options: DoorOptions): Record<Exclude<Door, 'tasks'>, DoorMount> {
  const { host, locale, onPath, onTitle, onWhy, files, pageHref, t } = options;
  return {
    async console(element, path) {
      const { mountConsole } = await import('../../console/index.ts');
      return mountConsole(element, {
        host,
        locale,
        route: path,
        hrefBase: '#/console/',
        onRoute: (next) => onPath('console', next),
        onTitle,
        onWhy: (id) => onWhy(whyOf(id)),
      });
    },
    async terminal(element) {
      const { mountTerminal } = await import('../../terminal/index.ts');
      return mountTerminal(element, {
        host,
        locale,
        key: files as 'free-play',
        onWhy: async (message) => onWhy(await whyOfMessage(host, message)),
      });
    },
    async editor(element, path) {
      const { mountEditorDoor } = await import('./EditorDoor.tsx');
      return mountEditorDoor(element, {
        host,
        path,
        onPath: (next) => onPath('editor', next),
        onWhy: (id) => onWhy(whyOf(id)),
        locale,
        t,
      });
    },
    async checkup(element) {
      const { mountCheckupDoor } = await import('./CheckupDoor.tsx');
      return mountCheckupDoor(element, {
        host,
        files,
        lessons: pageHref('lessons/'),
        live: pageHref('live/'),
        locale,
      });
    },
    async inspector(element, path) {
      const { hostSource, mountInspector } = await import('../../inspector/index.ts');
      const source = hostSource(host);
      return mountInspector(element, {
        source,
        route: path,
        onRoute: (next) => onPath('inspector', next),
        hrefBase: '#/',
        locale,
      });
    },
  };
}
