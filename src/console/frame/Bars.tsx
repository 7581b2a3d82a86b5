// The top bar, the side navigation and the breadcrumbs. Plain elements, styled like the console's own (console.css):
// they are on the screen while the first view's code is still on its way.
import { pageOf, type Route } from '../routes.ts';
import { type Service, serviceById, services } from '../services.ts';
import { useSession } from '../session.ts';
import type { SignedIn } from '../signin/identity.ts';
import { t } from '../text.ts';
import { type Crumb, serviceOf, trailOf } from '../views.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Menu } from './Menu.tsx';
import { Search } from './Search.tsx';

/** A real address for «open in new tab», a change of view for a click. */
export function PlainLink({
  to,
  children,
  current,
  class: name,
}: {
  to: Route;
  children: preact.ComponentChildren;
  current?: boolean;
  class?: string;
}) {
  const session = useSession();
  return (
    <a
      href={session.href(to)}
      class={name}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        session.navigate(to);
      }}
    >
      {children}
    </a>
  );
}

export function TopBar({ identity }: { identity: SignedIn }) {
  const session = useSession();
  return (
    <header class="console-top">
      <PlainLink to={{ view: 'home' }} class="console-brand">
        {t('consoleName')}
      </PlainLink>
      <Menu
        name={t('servicesMenu')}
        label={t('servicesMenu')}
        groups={[
          {
            items: services.map((service) => ({
              id: service.id,
              text: t(service.name),
              note: t(service.about),
              href: session.href(service.home),
              onSelect: () => session.navigate(service.home),
            })),
          },
        ]}
      />
      <Search />
      <AccountMenu identity={identity} />
    </header>
  );
}

/** The page of the navigation entry that a view belongs to: its own, or that of the nearest view above it. */
function sectionOf(route: Route, service: Service): string | undefined {
  const entries = service.navigation.flatMap(({ items }) => items).map((item) => pageOf(item.to));
  return trailOf(route)
    .map((crumb) => pageOf(crumb.to))
    .reverse()
    .find((page) => entries.includes(page));
}

export function SideNavigation({ onFollow }: { onFollow: () => void }) {
  const session = useSession();
  const route = session.route.value;
  const service = serviceById(serviceOf(route));
  if (!service) return null;
  const section = sectionOf(route, service);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside have the keys
    <nav class="console-side" aria-label={t(service.full)} onClick={onFollow}>
      <h2>
        <PlainLink to={service.home}>{t(service.full)}</PlainLink>
      </h2>
      {service.navigation.map((part, index) => (
        <div key={part.heading ?? index}>
          {part.heading !== undefined && <h3>{t(part.heading)}</h3>}
          <ul>
            {part.items.map((item) => (
              <li key={item.text}>
                <PlainLink to={item.to} current={pageOf(item.to) === section}>
                  {t(item.text)}
                </PlainLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The way to the view, the service first. */
export function crumbsOf(route: Route): readonly Crumb[] {
  const service = serviceById(serviceOf(route));
  return [...(service ? [{ text: t(service.name), to: service.home }] : []), ...trailOf(route)];
}

export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav class="console-crumbs" aria-label={t('breadcrumbs')}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={`${index} ${crumb.text}`}>
            {index === crumbs.length - 1 ? (
              <span aria-current="page">{crumb.text}</span>
            ) : (
              <PlainLink to={crumb.to}>{crumb.text}</PlainLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
