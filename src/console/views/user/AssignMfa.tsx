// Assign MFA device: name and kind, then the secret as a QR code for any authenticator app, and two codes in a row.
// A practice authenticator stands on the page for those without an app. Labels of the wizard: unverified.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import Wizard from '@cloudscape-design/components/wizard';
import { useEffect, useRef, useState } from 'preact/hooks';
import { codeAt, currentStep, stepMs } from '../../../cloud/world/totp.ts';
import { type Failure, toFailure } from '../../errors.ts';
import { keepDevice } from '../../iam/authenticator.ts';
import { createDevice, deleteDevice, enableDevice, type NewDevice } from '../../iam/credentials.ts';
import { checkGroupName } from '../../iam/names.ts';
import { usePortal } from '../../portal.ts';
import { type Route, toUser } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { Copyable } from '../../ui/Secret.tsx';
import { wizardWords } from '../../ui/wizard.ts';

function QrCode({ png }: { png: Uint8Array }) {
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url === undefined ? null : (
    <img class="console-qr" src={url} alt={t('qrCode')} width="220" height="220" />
  );
}

/** An authenticator app in miniature: the code of now and the one before it, which make two in a row. */
function PracticeAuthenticator({ seed, onUse }: { seed: string; onUse: (codes: [string, string]) => void }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const step = currentStep(now);
  const codes: [string, string] = [codeAt(seed, step - 1), codeAt(seed, step)];
  const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
  return (
    <ExpandableSection variant="container" headerText={t('practiceAuthenticator')}>
      <SpaceBetween size="s">
        <p class="console-sentence">{t('practiceAuthenticatorHelp')}</p>
        <div class="console-codes">
          {codes.map((code, index) => (
            <div key={index === 0 ? 'before' : 'now'}>
              <Box variant="awsui-key-label">{t(index === 0 ? 'codeBefore' : 'codeNow')}</Box>
              <span class="console-code">{spaced(code)}</span>
            </div>
          ))}
          <div>
            <Box variant="awsui-key-label">{t('nextCodeIn')}</Box>
            {t('seconds', { count: Math.ceil((stepMs - (now % stepMs)) / 1000) })}
          </div>
        </div>
        <Button onClick={() => onUse(codes)}>{t('enterThese')}</Button>
      </SpaceBetween>
    </ExpandableSection>
  );
}

export function AssignMfa({ name }: { name?: string }) {
  const session = useSession();
  const { iam } = session.clients;
  const caller = session.caller.value;
  const holder = name ?? (caller?.kind === 'user' ? caller.name : (caller?.account ?? ''));
  const [step, setStep] = useState(0);
  const [device, setDevice] = useState('');
  const [kind, setKind] = useState<'passkey' | 'app' | 'hardware'>('app');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<NewDevice | undefined>(undefined);
  const [secretShown, setSecretShown] = useState(false);
  const portal = usePortal();
  const [touched, setTouched] = useState(false);
  const [codes, setCodes] = useState<[string, string]>(['', '']);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const problem = checkGroupName(device);
  const fits = codes.map((code) => /^\d{6}$/.test(code));
  const back: Route =
    name === undefined ? { view: 'security-credentials' } : toUser(name, 'security-credentials');

  // A device that was made but not assigned would stay in the account and keep its name.
  const orphan = useRef<string | undefined>(undefined);
  useEffect(
    () => () => {
      if (orphan.current !== undefined) deleteDevice(iam, orphan.current).catch(() => {});
    },
    [iam],
  );

  const toStep = async (next: number): Promise<void> => {
    setFailure(undefined);
    if (next === 1) {
      setTried(true);
      if (problem !== undefined || kind === 'hardware') return;
      if (kind === 'passkey') {
        setTried(false);
        setTouched(false);
        setStep(1);
        return;
      }
      setBusy(true);
      try {
        if (orphan.current !== undefined) await deleteDevice(iam, orphan.current);
        const created = await createDevice(iam, device);
        orphan.current = created.serial;
        setMade(created);
        setTried(false);
        setStep(1);
      } catch (error) {
        setFailure(toFailure(error));
      } finally {
        setBusy(false);
      }
    } else setStep(next);
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    if (busy || (kind === 'passkey' ? !touched : !made || fits.includes(false))) return;
    setBusy(true);
    setFailure(undefined);
    try {
      if (kind === 'passkey')
        await portal?.('RegisterSecurityKey', {
          Name: device,
          ...(name === undefined ? {} : { UserName: name }),
        });
      else if (made) {
        await enableDevice(iam, holder, made.serial, codes);
        orphan.current = undefined;
        // For signing in later by those who have no phone at hand.
        if (session.host) keepDevice({ serial: made.serial, seed: made.seed });
      }
      session.changed();
      session.navigate(back);
      session.flash({ type: 'success', header: t('mfaAssigned') });
    } catch (error) {
      setFailure(toFailure(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Wizard
      steps={[
        {
          title: t('selectMfa'),
          content: (
            <SpaceBetween size="l">
              <FailureAlert failure={failure} header={t('mfaNotAssigned')} />
              <Container header={<Header variant="h2">{t('mfaDeviceName')}</Header>}>
                <FormField
                  label={t('deviceName')}
                  description={t('deviceNameHelp')}
                  constraintText={t('groupNameRule')}
                  errorText={
                    problem !== undefined && (tried || problem !== 'empty')
                      ? t(`deviceName_${problem}`)
                      : undefined
                  }
                >
                  <Input
                    value={device}
                    autoComplete={false}
                    spellcheck={false}
                    onChange={({ detail }) => setDevice(detail.value)}
                  />
                </FormField>
              </Container>
              <Container header={<Header variant="h2">{t('mfaDevice')}</Header>}>
                <SpaceBetween size="m">
                  <Tiles
                    ariaLabel={t('mfaDevice')}
                    columns={1}
                    value={kind}
                    onChange={({ detail }) => setKind(detail.value as typeof kind)}
                    items={[
                      { value: 'passkey', label: t('passkey'), description: t('passkeyHelp') },
                      { value: 'app', label: t('authenticatorApp'), description: t('authenticatorAppHelp') },
                      { value: 'hardware', label: t('hardwareToken'), description: t('hardwareTokenHelp') },
                    ]}
                  />
                  {(kind === 'hardware' || (kind === 'passkey' && !portal)) && (
                    <Alert type="info">{t('hardwareNotSimulated')}</Alert>
                  )}
                </SpaceBetween>
              </Container>
            </SpaceBetween>
          ),
        },
        {
          title: t(kind === 'passkey' ? 'setUpPasskey' : 'setUpDevice'),
          description: t(kind === 'passkey' ? 'setUpPasskeyHelp' : 'setUpDeviceHelp'),
          content:
            kind === 'passkey' ? (
              <SpaceBetween size="l">
                <FailureAlert failure={failure} header={t('mfaNotAssigned')} />
                <Container header={<Header variant="h2">{t('passkey')}</Header>}>
                  <SpaceBetween size="m">
                    <Button onClick={() => setTouched(true)}>{t('touchPractice')}</Button>
                    <div role="status">{touched ? t('keyTouched') : tried ? t('touchFirst') : ''}</div>
                  </SpaceBetween>
                </Container>
              </SpaceBetween>
            ) : (
              made && (
                <SpaceBetween size="l">
                  <FailureAlert failure={failure} header={t('mfaNotAssigned')} />
                  <Container header={<Header variant="h2">{t('authenticatorApp')}</Header>}>
                    <SpaceBetween size="l">
                      <ol class="console-rules">
                        <li>{t('mfaStep_app')}</li>
                        <li>{t('mfaStep_scan')}</li>
                        <li>{t('mfaStep_codes')}</li>
                      </ol>
                      {made.qr && <QrCode png={made.qr} />}
                      <div>
                        <Button variant="inline-link" onClick={() => setSecretShown(!secretShown)}>
                          {t(secretShown ? 'hideSecretKey' : 'showSecretKey')}
                        </Button>
                        {secretShown && <Copyable text={made.seed} label={t('secretKey')} />}
                      </div>
                      <SpaceBetween size="m">
                        {([0, 1] as const).map((index) => (
                          <FormField
                            key={index}
                            label={t('mfaCode', { number: index + 1 })}
                            errorText={tried && !fits[index] ? t('sixDigits') : undefined}
                          >
                            <Input
                              value={codes[index]}
                              inputMode="numeric"
                              autoComplete="one-time-code"
                              onChange={({ detail }) => {
                                const value = detail.value.replace(/\s/g, '');
                                setCodes(index === 0 ? [value, codes[1]] : [codes[0], value]);
                              }}
                            />
                          </FormField>
                        ))}
                      </SpaceBetween>
                    </SpaceBetween>
                  </Container>
                  <PracticeAuthenticator seed={made.seed} onUse={setCodes} />
                </SpaceBetween>
              )
            ),
        },
      ]}
      activeStepIndex={step}
      isLoadingNextStep={busy}
      submitButtonText={t('addMfa')}
      i18nStrings={wizardWords()}
      onNavigate={({ detail }) => void toStep(detail.requestedStepIndex)}
      onCancel={() => session.navigate(back)}
      onSubmit={() => void submit()}
    />
  );
}

/** For whoever is signed in. */
export const AssignOwnMfa = () => <AssignMfa />;
