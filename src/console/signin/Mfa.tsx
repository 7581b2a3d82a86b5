// The second step: a code from an authenticator, the practice one of this page too, or a security key.
import { codeAt, currentStep } from '../../cloud/world/totp.ts';
import { keptDevices } from '../iam/authenticator.ts';
import { t } from '../text.ts';
import { Field } from './Field.tsx';
import { isSecurityKey } from './requests.ts';
import { Step, type StepProps } from './Step.tsx';

/** The practice authenticator's code of now, where this browser set the device up. */
function PracticeCode({ devices, onUse }: { devices: readonly string[]; onUse: (code: string) => void }) {
  const [kept] = keptDevices(devices);
  if (!kept) return <p class="signin-hint">{t('noPracticeCode')}</p>;
  return (
    <button
      type="button"
      class="console-button quiet"
      onClick={() => onUse(codeAt(kept.seed, currentStep(Date.now())))}
    >
      {t('usePracticeCode')}
    </button>
  );
}

export function Mfa({
  devices,
  code,
  onCode,
  onSubmit,
  onKey,
  tried,
  ...step
}: StepProps & {
  devices: readonly string[];
  code: string;
  tried: boolean;
  onCode: (code: string) => void;
  onSubmit: () => void;
  onKey: (serial: string) => void;
}) {
  const keys = devices.filter(isSecurityKey);
  const codes = devices.filter((serial) => !isSecurityKey(serial));
  return (
    <Step
      {...step}
      title={t('mfaTitle')}
      submit={codes.length > 0 ? t('submit') : undefined}
      onSubmit={codes.length > 0 ? onSubmit : () => {}}
    >
      <p class="signin-hint">{t('mfaSignInHelp')}</p>
      {codes.length > 0 && (
        <>
          <Field
            label={t('mfaCodeField')}
            value={code}
            onInput={onCode}
            autoComplete="one-time-code"
            first
            error={tried && !/^\d{6}$/.test(code.trim()) ? t('sixDigits') : undefined}
          />
          <PracticeCode devices={codes} onUse={onCode} />
        </>
      )}
      {keys.map((serial) => (
        <button key={serial} type="button" class="console-button quiet" onClick={() => onKey(serial)}>
          {t('touchKey', { name: serial.split('/').at(-1) ?? serial })}
        </button>
      ))}
    </Step>
  );
}
