// Step 1, «Specify user details».
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { checkUserName } from '../../iam/names.ts';
import type { PasswordRules } from '../../iam/password.ts';
import { t } from '../../text.ts';
import { type PasswordChoice, PasswordFields } from '../../ui/PasswordFields.tsx';

export interface Details {
  name: string;
  console: boolean;
  /** Unverified wording: the archived guide paraphrases this question, and today's console may not ask it any more. */
  type: 'identityCenter' | 'iam';
  password: PasswordChoice;
}

export function UserDetails({
  details,
  rules,
  tried,
  onChange,
}: {
  details: Details;
  rules: PasswordRules;
  /** Next was pressed: what is missing is said too. */
  tried: boolean;
  onChange: (details: Details) => void;
}) {
  const problem = checkUserName(details.name);
  const say = problem !== undefined && (tried || problem !== 'empty');
  return (
    <Container header={<Header variant="h2">{t('userDetails')}</Header>}>
      <SpaceBetween size="l">
        <FormField
          label={t('userName')}
          constraintText={t('userNameRule')}
          errorText={say ? t(`userName_${problem}`) : undefined}
        >
          <Input
            value={details.name}
            autoComplete={false}
            spellcheck={false}
            disableBrowserAutocorrect
            onChange={({ detail }) => onChange({ ...details, name: detail.value })}
          />
        </FormField>
        <Checkbox
          checked={details.console}
          description={t('provideConsoleHelp')}
          onChange={({ detail }) => onChange({ ...details, console: detail.checked })}
        >
          {t('provideConsole')} - <i>{t('optional')}</i>
        </Checkbox>
        {details.console && (
          <div class="console-indent">
            <SpaceBetween size="l">
              <FormField label={t('toAPerson')}>
                <RadioGroup
                  value={details.type}
                  onChange={({ detail }) => onChange({ ...details, type: detail.value as Details['type'] })}
                  items={[
                    {
                      value: 'identityCenter',
                      label: t('identityCenterUser'),
                      description: t('identityCenterUserHelp'),
                    },
                    { value: 'iam', label: t('iamUser'), description: t('iamUserHelp') },
                  ]}
                />
              </FormField>
              {details.type === 'identityCenter' ? (
                <Alert type="info">{t('identityCenterNotSimulated')}</Alert>
              ) : (
                <PasswordFields
                  choice={details.password}
                  rules={rules}
                  showProblems={tried || details.password.custom !== ''}
                  onChange={(password) => onChange({ ...details, password })}
                />
              )}
            </SpaceBetween>
          </div>
        )}
        {!details.console && (
          <Alert type="info">
            <Box variant="span" color="inherit">
              {t('keysLater')}
            </Box>
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}
