// What the account's keeping has to say: no room, damaged, another tab. Each can be dismissed; a set-aside account can
// be downloaded first.
import type { ComponentChildren } from 'preact';
import type { AccountHost, HostNotice } from '../practice/index.ts';
import { Inline } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import { downloadText } from './download.ts';
import type { openMessages } from './strings.ts';

const sentences = {
  'storage-refused': 'noticeStorageRefused',
  'storage-full': 'noticeStorageFull',
  'storage-back': 'noticeStorageBack',
  damaged: 'noticeDamaged',
  newer: 'noticeNewer',
  deleted: 'noticeDeleted',
  follows: 'noticeFollows',
  leads: 'noticeLeads',
  'server-lost': 'noticeServerLost',
  'server-away': 'noticeServerAway',
  'server-back': 'noticeServerBack',
} as const satisfies Record<HostNotice['code'], keyof typeof openMessages>;

/** A notice that makes earlier ones untrue. */
const endings: Partial<Record<HostNotice['code'], HostNotice['code']>> = {
  'storage-back': 'storage-full',
  leads: 'follows',
  'server-back': 'server-lost',
};

export function withNotice(notices: readonly HostNotice[], notice: HostNotice): readonly HostNotice[] {
  const kept = notices.filter(({ code }) => code !== notice.code && code !== endings[notice.code]);
  return [...kept, notice];
}

export interface NoticesProps {
  notices: readonly HostNotice[];
  host: AccountHost;
  onDismiss: (notice: HostNotice) => void;
  t: Translate<typeof openMessages>;
}

export function Notices({ notices, host, onDismiss, t }: NoticesProps): ComponentChildren {
  return (
    <div role="status" class="notices">
      {notices.map((notice) => (
        <div key={notice.code} class="aside-note">
          <p>
            <Inline text={t(sentences[notice.code])} />
          </p>
          {notice.aside !== undefined && (
            <button
              type="button"
              class="link"
              onClick={() => void downloadAside(host, notice.aside as string)}
            >
              {t('download')}
            </button>
          )}{' '}
          <button type="button" class="link" onClick={() => onDismiss(notice)}>
            {t('dismiss')}
          </button>
        </div>
      ))}
    </div>
  );
}

export async function downloadAside(host: AccountHost, id: string): Promise<void> {
  downloadText(`rootless-account-${id}.json`, await host.tools.exportAside(id));
}
