// What just happened, above the view. Loaded with the views: nothing has happened before one has been there.
import Button from '@cloudscape-design/components/button';
import Flashbar from '@cloudscape-design/components/flashbar';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { FailureText } from '../ui/Failure.tsx';

export function Flashes() {
  const session = useSession();
  const items = session.flashes.value.map((flash) => ({
    id: flash.id,
    type: flash.type,
    header: flash.header,
    dismissible: true,
    dismissLabel: t('dismiss'),
    onDismiss: () => session.dismiss(flash.id),
    content: (
      <>
        {flash.text}
        {flash.failures?.map((one) => (
          <FailureText
            key={`${one.label} ${one.failure.requestId}`}
            failure={one.failure}
            label={one.label}
          />
        ))}
      </>
    ),
    ...(flash.action
      ? {
          action: (
            <Button
              onClick={() => {
                if (flash.action) session.navigate(flash.action.route);
              }}
            >
              {flash.action.text}
            </Button>
          ),
        }
      : {}),
    ariaRole: flash.type === 'error' ? ('alert' as const) : ('status' as const),
    statusIconAriaLabel: t(`flash_${flash.type}`),
  }));
  return (
    <div class={items.length > 0 ? 'console-flashes' : undefined}>
      <Flashbar items={items} />
    </div>
  );
}
