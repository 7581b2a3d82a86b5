// The console's own pages over the learner's real account, read-only twice: its buttons are off, and the fence lets
// nothing through that is not a read. Loaded when somebody opens it. Tests: test/browser.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { mountConsole } from '../console/index.ts';
import { localize, translator } from '../strings/index.ts';
import type { Access } from './access.ts';
import { fenced, readOnlyFence } from './fence.ts';
import { messages } from './more-strings.ts';

const prefix = '#/console/';

export interface ConsoleViewProps {
  access: Access;
  locale: string;
  onClose: () => void;
}

export function ConsoleView({ access, locale, onClose }: ConsoleViewProps) {
  const element = useRef<HTMLDivElement>(null);
  const t = useMemo(() => translator(localize(messages, locale), locale), [locale]);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const wanted = (): string => (location.hash.startsWith(prefix) ? location.hash.slice(prefix.length) : '');
    const mounted = mountConsole(target, {
      clients: fenced(
        access.config,
        readOnlyFence({
          host: (host) => t('consoleFenceHost', { host }),
          changes: (operation) => t('consoleFenceChanges', { operation }),
        }),
      ),
      banner: t('consoleBanner', { account: access.account, name: access.name }),
      readOnly: t('consoleReadOnly'),
      route: wanted() || 'iam',
      hrefBase: prefix,
      // Views are addresses, so that «back» works and the credentials survive it.
      onRoute: (path) => {
        if (path !== wanted()) history.pushState(history.state, '', `${prefix}${path}`);
      },
      locale,
    });
    const follow = (): void => {
      if (wanted()) mounted.navigate(wanted());
    };
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('popstate', follow);
      mounted.unmount();
      if (wanted()) history.replaceState(history.state, '', '#/');
    };
  }, [access, t, locale]);

  return (
    <>
      <p class="actions">
        <button type="button" class="button quiet" onClick={onClose}>
          {t('consoleClose')}
        </button>
      </p>
      <div class="live-console" ref={element} />
    </>
  );
}
