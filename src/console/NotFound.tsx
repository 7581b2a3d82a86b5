// An address that belongs to no page.

import { PlainLink } from './frame/Bars.tsx';
import type { Route } from './routes.ts';
import { t } from './text.ts';

export function NotFound(_props: Route) {
  return (
    <div class="console-plain">
      <h1>{t('pageNotFound')}</h1>
      <p>
        {t('pageNotFoundHelp')} <PlainLink to={{ view: 'dashboard' }}>{t('iamDashboard')}</PlainLink>
      </p>
    </div>
  );
}
