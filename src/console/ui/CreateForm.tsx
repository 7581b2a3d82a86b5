// A page on which something is made: its fields, the refusal if AWS has one, «Cancel» and the button that makes it.
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { useAction } from '../query.ts';
import type { Route } from '../routes.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { FailureAlert } from './Failure.tsx';

export interface CreateFormProps {
  title: string;
  description?: string;
  submitLabel: string;
  failureHeader?: string;
  /** Where «Cancel» leads, and the finished work. */
  back: Route;
  /** Answers false where something is still to be filled in: then nothing is sent. */
  check?: () => boolean;
  onSubmit: () => Promise<unknown>;
  /** What is said when it is done. */
  done: () => { header: string; view?: { text: string; route: Route } | undefined };
  children: ComponentChildren;
}

export function CreateForm(props: CreateFormProps) {
  const session = useSession();
  const action = useAction();
  const submit = async (): Promise<void> => {
    if (action.busy || props.check?.() === false) return;
    if (!(await action.run(async () => void (await props.onSubmit())))) return;
    session.navigate(props.back);
    const { header, view } = props.done();
    session.flash({ type: 'success', header, ...(view ? { action: view } : {}) });
  };
  return (
    <Form
      header={
        <Header variant="h1" description={props.description}>
          {props.title}
        </Header>
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" disabled={action.busy} onClick={() => session.navigate(props.back)}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            loading={action.busy}
            disabled={session.readOnly}
            {...(session.readOnly ? { disabledReason: session.readOnlyReason || t('readOnlyHere') } : {})}
            onClick={() => void submit()}
          >
            {props.submitLabel}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={action.failure} header={props.failureHeader} />
        {props.children}
      </SpaceBetween>
    </Form>
  );
}
