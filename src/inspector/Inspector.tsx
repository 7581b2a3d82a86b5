// One view of the inspector, by its address: 'why/EVENT', 'who', 'map', 'changes', 'history', 'time'.
import './inspector.css';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { localize, translator } from '../strings/index.ts';
import { AccessMap } from './AccessMap.tsx';
import { Changes } from './Changes.tsx';
import { History } from './History.tsx';
import type { ViewProps } from './parts.tsx';
import type { AccountSource } from './source.ts';
import { messages } from './strings.ts';
import { TimeTravel } from './TimeTravel.tsx';
import { WhoCan } from './WhoCan.tsx';
import { Why } from './Why.tsx';

export interface InspectorProps {
  source: AccountSource;
  /** 'why/EVENT' … */
  route: string;
  onRoute: (route: string) => void;
  /** What addresses in links begin with. */
  hrefBase?: string;
  locale: string;
}

const views: Readonly<Record<string, (props: ViewProps) => ComponentChildren>> = {
  why: Why,
  who: WhoCan,
  map: AccessMap,
  changes: Changes,
  history: History,
  time: TimeTravel,
};

/** The views, in the order in which a menu names them. */
export const inspectorViews = ['why', 'who', 'map', 'changes', 'history', 'time'] as const;

export function Inspector({
  source,
  route,
  onRoute,
  hrefBase = '#/',
  locale,
}: InspectorProps): ComponentChildren {
  const t = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const [name = '', ...rest] = route.split('/');
  const View = views[name] ?? Why;
  return (
    <div class="inspector">
      <View
        key={name}
        source={source}
        rest={rest.join('/')}
        go={onRoute}
        href={(to) => hrefBase + to}
        locale={locale}
        t={t}
      />
    </div>
  );
}
