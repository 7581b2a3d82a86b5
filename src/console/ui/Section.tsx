// A box with a heading, what can be done there, and what went wrong when it was read.
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ComponentChildren } from 'preact';
import type { Query } from '../query.ts';
import { FailureAlert } from './Failure.tsx';

export function Section({
  title,
  description,
  actions,
  query,
  children,
}: {
  title: string;
  description?: ComponentChildren;
  actions?: ComponentChildren;
  /** While it has not answered a spinner stands there; its refusal is shown. */
  query?: Query<unknown>;
  children?: ComponentChildren;
}) {
  return (
    <Container
      header={
        <Header variant="h2" description={description} actions={actions}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {query && <FailureAlert failure={query.failure} onRetry={query.refresh} />}
        {query?.loading && query.data === undefined && <Spinner />}
        {(!query || query.data !== undefined || (!query.loading && !query.failure)) && children}
      </SpaceBetween>
    </Container>
  );
}
