// What to paste into one's own terminal to work in an account on the server.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Credentials, Identity, ServerHost } from '../practice/index.ts';
import type { Translate } from '../strings/index.ts';
import { Copyable } from './Copyable.tsx';
import type { openMessages } from './strings.ts';

export interface TerminalProps {
  host: ServerHost;
  identity: Identity;
  t: Translate<typeof openMessages>;
}

export function Terminal({ host, identity, t }: TerminalProps): ComponentChildren {
  const [credentials, setCredentials] = useState<Credentials>();
  useEffect(() => {
    let gone = false;
    void host.tools.credentials(identity.arn).then(
      (found) => !gone && setCredentials(found),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [host, identity.arn]);
  const who = identity.kind === 'root' ? t('root') : identity.name;
  return (
    <details class="terminal" open>
      <summary>{t('terminalTitle')}</summary>
      <p>{t('terminalText')}</p>
      <p class="soft">{t('opensOwn')}</p>
      {credentials && (
        <Copyable text={exportLines(credentials, host.endpoint)} label={t('terminalAs', { who })} t={t} />
      )}
      <p class="soft">{t('terminalAs', { who })}</p>
      <p>{t('terminalTry')}</p>
      <Copyable text="aws sts get-caller-identity" label={t('terminalTry')} t={t} />
    </details>
  );
}

/** For a POSIX shell. */
export function exportLines(credentials: Credentials, endpoint: string): string {
  return [
    `export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY='${credentials.secretAccessKey}'`,
    credentials.sessionToken
      ? `export AWS_SESSION_TOKEN='${credentials.sessionToken}'`
      : 'unset AWS_SESSION_TOKEN',
    'export AWS_DEFAULT_REGION=us-east-1',
    `export AWS_ENDPOINT_URL=${endpoint}`,
  ].join('\n');
}
