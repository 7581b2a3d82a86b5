// What every view stands in: Cloudscape's own words in English, and the flashes.
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import type { ComponentChildren } from 'preact';

export { Flashes } from './frame/Flashes.tsx';

export function Words({ children }: { children: ComponentChildren }) {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      {children}
    </I18nProvider>
  );
}
