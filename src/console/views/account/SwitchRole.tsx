// «Switch role»: the account, the role, and how the account menu shall call it.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { assumeRole } from '../../iam/switchRole.ts';
import { useAction } from '../../query.ts';
import { useSession } from '../../session.ts';
import { type Colour, colours, readRoleName, rememberRole } from '../../signin/history.ts';
import { usePlace } from '../../signin/place.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';

export function SwitchRole() {
  const session = useSession();
  const place = usePlace();
  const action = useAction();
  const caller = session.caller.value;
  const known = session.prefill.value;
  const [account, setAccount] = useState(known?.account ?? caller?.account ?? '');
  const [role, setRole] = useState(known?.roleName ?? '');
  const [display, setDisplay] = useState(known?.displayName ?? '');
  const [colour, setColour] = useState<Colour>(known?.colour ?? 'none');
  const [tried, setTried] = useState(false);

  // Of aliases the own account's is known; another's cannot be looked up without signing in there.
  const digits = account.trim().replaceAll('-', '');
  const id = /^\d{12}$/.test(digits)
    ? digits
    : account.trim() !== '' && account.trim() === session.alias.value
      ? caller?.account
      : undefined;
  const roleName = readRoleName(role);
  const standsOn = place.desk.find(place.desk.current.value);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (id === undefined || roleName === undefined || !caller || !standsOn || action.busy) return;
    await action.run(async () => {
      const name = caller.kind === 'role' ? (caller.name.split('/').at(-1) ?? '') : caller.name;
      const assumed = await assumeRole(session.clients.sts, id, roleName, name);
      const displayName = display.trim() === '' ? `${roleName} @ ${id}` : display.trim();
      rememberRole({ account: id, roleName, displayName, colour });
      session.navigate({ view: 'dashboard' });
      const worn = { account: id, roleName, displayName, colour, base: standsOn.role?.base ?? standsOn.id };
      place.putOn(worn, assumed.arn, assumed.credentials).flash({
        type: 'info',
        header: t('roleSwitched', { name: displayName }),
      });
      // From one role to another: AWS keeps one at a time.
      if (standsOn.role) place.desk.remove(standsOn.id);
    });
  };

  if (caller?.kind === 'root' || place.host === undefined)
    return (
      <SpaceBetween size="l">
        <Header variant="h1">{t('switchRole')}</Header>
        <Alert type="info">{t(place.host ? 'switchRoleRoot' : 'signInPracticeOnly')}</Alert>
      </SpaceBetween>
    );
  const colourOptions = colours.map((value) => ({ value, label: t(`colour_${value}`) }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Form
        header={
          <Header variant="h1" description={t('switchRoleHelp')}>
            {t('switchRole')}
          </Header>
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={() => session.navigate({ view: 'dashboard' })}>
              {t('cancel')}
            </Button>
            <Button variant="primary" loading={action.busy}>
              {t('switchRole')}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <FailureAlert failure={action.failure} header={t('roleNotSwitched')} />
          <Container>
            <SpaceBetween size="m">
              <FormField
                label={t('accountIdOrAliasShort')}
                errorText={tried && id === undefined ? t('aliasUnknown') : undefined}
              >
                <Input value={account} onChange={({ detail }) => setAccount(detail.value)} />
              </FormField>
              <FormField
                label={t('iamRoleName')}
                description={t('iamRoleNameHelp')}
                errorText={tried && roleName === undefined ? t('roleNameWrong') : undefined}
              >
                <Input
                  value={role}
                  autoComplete={false}
                  spellcheck={false}
                  onChange={({ detail }) => setRole(detail.value)}
                />
              </FormField>
              <FormField label={t('displayName')} description={t('displayNameHelp')}>
                <Input value={display} onChange={({ detail }) => setDisplay(detail.value)} />
              </FormField>
              <FormField label={t('displayColor')}>
                <Select
                  selectedOption={colourOptions.find((one) => one.value === colour) ?? null}
                  options={colourOptions}
                  onChange={({ detail }) => setColour(detail.selectedOption.value as Colour)}
                />
              </FormField>
            </SpaceBetween>
          </Container>
        </SpaceBetween>
      </Form>
    </form>
  );
}
