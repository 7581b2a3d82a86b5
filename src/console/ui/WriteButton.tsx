// A button that changes something: where nothing can be changed, or only root could, it says why it is off.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import type { ComponentChildren } from 'preact';
import { useSession } from '../session.ts';
import { t } from '../text.ts';

export function WriteButton({
  rootOnly = false,
  disabled = false,
  disabledReason,
  children,
  ...rest
}: {
  /** One of the tasks that AWS lets only the root user do. */
  rootOnly?: boolean;
  disabled?: boolean;
  disabledReason?: string | undefined;
  children: ComponentChildren;
} & Pick<ButtonProps, 'variant' | 'onClick' | 'loading' | 'ariaLabel'>) {
  const session = useSession();
  const reason = session.readOnly
    ? session.readOnlyReason || t('readOnlyHere')
    : rootOnly && session.caller.value?.kind !== 'root'
      ? t('onlyRoot')
      : disabledReason;
  const off = disabled || reason !== undefined;
  return (
    <Button {...rest} disabled={off} {...(off && reason !== undefined ? { disabledReason: reason } : {})}>
      {children}
    </Button>
  );
}
