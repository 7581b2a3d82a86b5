// Whom this account has, for those who open the sign-in page without knowing.
import { useEffect, useState } from 'preact/hooks';
import { practiceRootPassword } from '../../cloud/world/practice-root.ts';
import { t } from '../text.ts';
import { usePlace } from './place.ts';

export function Help() {
  const { host } = usePlace();
  const [facts, setFacts] = useState<{ email: string; account: string; alias: string | null } | undefined>();
  useEffect(() => {
    let current = true;
    host?.tools.summary().then(
      (summary) => current && setFacts(summary),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [host]);
  if (!facts) return null;
  return (
    <details class="signin-help">
      <summary>{t('signInHelp')}</summary>
      <dl>
        <dt>{t('rootEmail')}</dt>
        <dd>{facts.email}</dd>
        <dt>{t('rootPassword')}</dt>
        <dd>{t('rootPasswordIs', { password: practiceRootPassword })}</dd>
        <dt>{t('accountId')}</dt>
        <dd>{facts.account}</dd>
        {facts.alias !== null && (
          <>
            <dt>{t('accountAlias')}</dt>
            <dd>{facts.alias}</dd>
          </>
        )}
      </dl>
      <p>{t('signInHelpUsers')}</p>
    </details>
  );
}
