// Step 4, «Retrieve password»: the only time the password can be seen.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { t } from '../../text.ts';
import { Copyable, Secret } from '../../ui/Secret.tsx';

export interface SignInDetails {
  url: string;
  name: string;
  password: string;
}

/** As the real console does, the mail leaves out the password. */
export const signInMail = ({ url, name }: SignInDetails): string =>
  `mailto:?subject=${encodeURIComponent(t('mailSubject'))}&body=${encodeURIComponent(t('mailBody', { url, name }))}`;

export function RetrievePassword({ signIn, onSeen }: { signIn: SignInDetails; onSeen: () => void }) {
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              iconName="envelope"
              onClick={() => {
                // A mail program opens; nothing is sent from here.
                location.href = signInMail(signIn);
              }}
            >
              {t('emailInstructions')}
            </Button>
          }
        >
          {t('consoleSignInDetails')}
        </Header>
      }
    >
      <KeyValuePairs
        columns={1}
        items={[
          {
            label: t('consoleSignInUrl'),
            value: <Copyable text={signIn.url} label={t('consoleSignInUrl')} />,
          },
          { label: t('userName'), value: <Copyable text={signIn.name} label={t('userName')} /> },
          {
            label: t('consolePassword'),
            value: <Secret text={signIn.password} label={t('consolePassword')} onShown={onSeen} />,
          },
        ]}
      />
    </Container>
  );
}
