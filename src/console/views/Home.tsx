// Console Home: the services there are.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { services } from '../services.ts';
import { t } from '../text.ts';
import { RouteLink } from '../ui/RouteLink.tsx';

export function Home() {
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={t('homeHelp')}>
        {t('consoleHome')}
      </Header>
      <Container header={<Header variant="h2">{t('servicesMenu')}</Header>}>
        <KeyValuePairs
          columns={3}
          items={services.map((service) => ({
            label: (<RouteLink to={service.home}>{t(service.name)}</RouteLink>) as never,
            value: <Box color="text-body-secondary">{t(service.about)}</Box>,
          }))}
        />
      </Container>
    </SpaceBetween>
  );
}
