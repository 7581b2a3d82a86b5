// The account as a link, and in the learner's own endpoint. What is too large for a link becomes a file.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountHost } from '../practice/index.ts';
import { writeShare } from '../practice/share.ts';
import type { Translate } from '../strings/index.ts';
import { Copyable } from './Copyable.tsx';
import { downloadText } from './download.ts';
import type { openMessages } from './strings.ts';

export interface ShareProps {
  host: AccountHost;
  base: string;
  /** The account's id. */
  account: string;
  attempt: (task: () => Promise<void>, done: string) => Promise<void>;
  t: Translate<typeof openMessages>;
}

/** Address of the page that opens a shared account. */
export const shareAddress = (base: string, link: string): string =>
  `${location.origin}${base}open/#s=${link}`;

export function Share({ host, base, account, attempt, t }: ShareProps): ComponentChildren {
  const [link, setLink] = useState('');
  const [large, setLarge] = useState(false);
  const file = `rootless-${account}.json`;
  async function make(): Promise<void> {
    const text = await host.tools.exportAccount();
    const written = await writeShare(text);
    setLarge(written === null);
    setLink(written === null ? '' : shareAddress(base, written));
    if (written === null) downloadText(file, text);
  }
  return (
    <>
      <h3>{t('shareTitle')}</h3>
      <p class="soft">{t('shareText')}</p>
      <button type="button" class="button quiet" onClick={() => void attempt(make, '')}>
        {t('shareMake')}
      </button>
      <div role="status">
        {large && <p>{t('shareLarge')}</p>}
        {link !== '' && <Copyable text={link} label={t('shareLink')} t={t} />}
      </div>
      <details>
        <summary>{t('endpointTitle')}</summary>
        <p>{t('endpointText')}</p>
        <Copyable text={`npm run -s rootless -- serve --scenario ${file}`} label={t('endpointServe')} t={t} />
        <p>{t('endpointBack')}</p>
        <Copyable
          text={`curl -o ${file} http://127.0.0.1:4566/_rootless/account`}
          label={t('endpointSave')}
          t={t}
        />
      </details>
    </>
  );
}
