// IAM → Users → Create user: the wizard's steps and what it does at «Create user» (../../iam/createUser.ts).
// Labels and order: «Create an IAM user for emergency access» and «… for workloads that can't use IAM roles» in the IAM
// user guide. Where a label is not verified against today's console, labels.ts says so.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard, { type WizardProps } from '@cloudscape-design/components/wizard';
import { useEffect, useRef, useState } from 'preact/hooks';
import { signInUrl } from '../../caller.ts';
import { download } from '../../download.ts';
import { type Failure, toFailure } from '../../errors.ts';
import { createUser, noPermissions, type Permissions, permissionsOf } from '../../iam/createUser.ts';
import { passwordPolicy, rulesOf } from '../../iam/credentials.ts';
import { passwordCsv } from '../../iam/csv.ts';
import { checkUserName, type TagInput } from '../../iam/names.ts';
import { generatePassword } from '../../iam/password.ts';
import { useQuery } from '../../query.ts';
import { toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { type BoundaryChoice, BoundaryPicker } from '../../ui/BoundaryPicker.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { firstPasswordChoice, passwordIsFine } from '../../ui/PasswordFields.tsx';
import { noChoice, type PermissionsChoice, PermissionsPicker } from '../../ui/PermissionsPicker.tsx';
import { tagsAreFine } from '../../ui/TagEditor.tsx';
import { wizardWords } from '../../ui/wizard.ts';
import { RetrievePassword, type SignInDetails } from './RetrievePassword.tsx';
import { Review } from './Review.tsx';
import { type Details, UserDetails } from './UserDetails.tsx';

const STEPS = { details: 0, permissions: 1, review: 2, retrieve: 3 } as const;

export function CreateUser() {
  const session = useSession();
  const { iam } = session.clients;
  const rules = rulesOf(useQuery('password-policy', () => passwordPolicy(iam)).data);
  const [step, setStep] = useState<number>(STEPS.details);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [details, setDetails] = useState<Details>({
    name: '',
    console: false,
    type: 'iam',
    password: firstPasswordChoice,
  });
  const [choice, setChoice] = useState<PermissionsChoice>(noChoice);
  const [boundary, setBoundary] = useState<BoundaryChoice>({ on: false, arn: undefined });
  const [copied, setCopied] = useState<Permissions | undefined>(undefined);
  const [tags, setTags] = useState<readonly TagInput[]>([]);
  const [signIn, setSignIn] = useState<SignInDetails | undefined>(undefined);
  const seen = useRef(false);
  const [leaving, setLeaving] = useState<(() => void) | undefined>(undefined);

  useEffect(() => {
    // Once left, the password cannot be seen again: leaving without having looked asks first.
    if (signIn)
      session.guard.value = (leave) => {
        if (seen.current) leave();
        else setLeaving(() => leave);
      };
  }, [signIn, session]);

  const permissions: Permissions = {
    groups: choice.way === 'group' ? choice.groups : choice.way === 'copy' ? (copied?.groups ?? []) : [],
    policies:
      choice.way === 'policies' ? choice.policies : choice.way === 'copy' ? (copied?.policies ?? []) : [],
    inline: choice.way === 'copy' ? (copied?.inline ?? []) : [],
    boundary: boundary.on ? boundary.arn : choice.way === 'copy' ? copied?.boundary : undefined,
  };

  const fits = (index: number): boolean => {
    if (index === STEPS.details)
      return (
        checkUserName(details.name) === undefined &&
        (!details.console || (details.type === 'iam' && passwordIsFine(details.password, rules)))
      );
    if (index === STEPS.permissions) return !boundary.on || boundary.arn !== undefined;
    return tagsAreFine(tags);
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!fits(STEPS.review) || busy) return;
    setBusy(true);
    setFailure(undefined);
    const { name } = details;
    const password = details.password.kind === 'auto' ? generatePassword(rules) : details.password.custom;
    const created = await createUser(iam, {
      name,
      console: details.console ? { password, mustReset: details.password.mustReset } : undefined,
      permissions,
      tags,
    });
    setBusy(false);
    session.changed();
    if (!created.user) {
      setFailure(created.refused[0]?.failure);
      return;
    }
    const view = { text: t('viewUser'), route: toUser(name) };
    const failures = created.refused.map((one) => ({
      label: t(`refused_${one.part}`, { name: one.subject }),
      failure: one.failure,
    }));
    if (created.password) {
      setSignIn({
        url: signInUrl(session.alias.value ?? session.caller.value?.account ?? ''),
        name,
        password,
      });
      setStep(STEPS.retrieve);
    } else session.navigate({ view: 'users' });
    session.flash(
      failures.length > 0
        ? { type: 'warning', header: t('userCreatedPartly', { name }), failures, action: view }
        : {
            type: 'success',
            header: t('userCreated'),
            ...(created.password ? { text: t('userCreatedPassword') } : {}),
            action: view,
          },
    );
  };

  const toStep = async (next: number): Promise<void> => {
    if (signIn) return;
    setFailure(undefined);
    if (next > step) {
      if (!fits(step)) {
        setTried(true);
        return;
      }
      if (step === STEPS.permissions && choice.way === 'copy') {
        if (choice.copyFrom === undefined) setCopied(noPermissions);
        else {
          setBusy(true);
          try {
            setCopied(await permissionsOf(iam, choice.copyFrom));
          } catch (error) {
            setFailure(toFailure(error));
            return;
          } finally {
            setBusy(false);
          }
        }
      }
      if (step === STEPS.review) {
        await submit();
        return;
      }
    }
    setTried(false);
    setStep(next);
  };

  const withConsole = details.console && details.type === 'iam';
  const steps: WizardProps.Step[] = [
    {
      title: t('specifyUserDetails'),
      content: <UserDetails details={details} rules={rules} tried={tried} onChange={setDetails} />,
    },
    {
      title: t('setPermissions'),
      description: t('setPermissionsHelp'),
      content: (
        <SpaceBetween size="l">
          <FailureAlert failure={failure} header={t('notCopiedPermissions')} />
          <PermissionsPicker choice={choice} onChange={setChoice} />
          <BoundaryPicker choice={boundary} onChange={setBoundary} />
          {tried && !fits(STEPS.permissions) && (
            <Box color="text-status-error" variant="p">
              {t('chooseBoundary')}
            </Box>
          )}
        </SpaceBetween>
      ),
    },
    {
      title: t('reviewAndCreate'),
      description: t('reviewHelp'),
      content: (
        <SpaceBetween size="l">
          <FailureAlert failure={failure} header={t('userNotCreated', { name: details.name })} />
          <Review details={details} permissions={permissions} tags={tags} onTags={setTags} />
        </SpaceBetween>
      ),
    },
  ];
  if (withConsole)
    steps.push({
      title: t('retrievePassword'),
      description: t('retrievePasswordHelp'),
      content: signIn ? (
        <RetrievePassword
          signIn={signIn}
          onSeen={() => {
            seen.current = true;
          }}
        />
      ) : null,
    });

  const toList = () => session.navigate({ view: 'users' });
  return (
    <>
      <Wizard
        steps={steps}
        activeStepIndex={step}
        isLoadingNextStep={busy}
        submitButtonText={t('createUser')}
        // The console's third step ends in «Create user» even where «Retrieve password» follows.
        i18nStrings={wizardWords(t(step === STEPS.review ? 'createUser' : 'next'))}
        {...(signIn
          ? {
              customPrimaryActions: (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button
                    iconName="download"
                    onClick={() => {
                      download(passwordCsv(signIn.name, signIn.password, signIn.url));
                      seen.current = true;
                    }}
                  >
                    {t('downloadCsv')}
                  </Button>
                  <Button variant="primary" onClick={toList}>
                    {t('returnToUsers')}
                  </Button>
                </SpaceBetween>
              ),
            }
          : {})}
        onNavigate={({ detail }) => void toStep(detail.requestedStepIndex)}
        onCancel={toList}
        onSubmit={() => void submit()}
      />
      {leaving && (
        <Modal
          visible
          header={t('leavePasswordTitle')}
          closeAriaLabel={t('closeDialog')}
          onDismiss={() => setLeaving(undefined)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setLeaving(undefined)}>
                  {t('cancel')}
                </Button>
                <Button
                  variant="primary"
                  onClick={() => {
                    setLeaving(undefined);
                    leaving();
                  }}
                >
                  {t('continue')}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          {t('leavePasswordText')}
        </Modal>
      )}
    </>
  );
}
