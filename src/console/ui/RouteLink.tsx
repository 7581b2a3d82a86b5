// Links and buttons to views of the console: a real address for «open in new tab», a change of view for a click.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import type { ComponentChildren } from 'preact';
import type { Route } from '../routes.ts';
import { useSession } from '../session.ts';

export function RouteLink({ to, children }: { to: Route; children: ComponentChildren }) {
  const session = useSession();
  return (
    <Link
      href={session.href(to)}
      onFollow={(event) => {
        event.preventDefault();
        session.navigate(to);
      }}
    >
      {children}
    </Link>
  );
}

export function RouteButton({
  to,
  children,
  ...rest
}: { to: Route; children: ComponentChildren } & Pick<
  ButtonProps,
  'variant' | 'disabled' | 'disabledReason'
>) {
  const session = useSession();
  return (
    <Button {...rest} onClick={() => session.navigate(to)}>
      {children}
    </Button>
  );
}
