// A policy document in a box: shown, and edited where that may be.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PolicySubject } from '../../editor/index.ts';
import type { PolicyKind } from '../../policy/index.ts';
import { type Query, useAction } from '../query.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { FailureAlert } from './Failure.tsx';
import { checkDocument, exampleDocument, JsonField } from './JsonField.tsx';
import { JsonText } from './PolicyDocument.tsx';
import { Section } from './Section.tsx';
import { WriteButton } from './WriteButton.tsx';

export interface DocumentSectionProps {
  title: string;
  description?: ComponentChildren;
  kind: PolicyKind;
  /** Which stored policy it is, so that the editor says what a change of it does. */
  subject?: PolicySubject;
  /** Undefined: there is none yet. */
  document: string | undefined;
  query?: Query<unknown>;
  editable: boolean;
  editLabel: string;
  /** What an editor of a document that is not there yet begins with. */
  template?: string;
  /** Where there is none. */
  empty?: string;
  onSave: (document: string) => Promise<unknown>;
  saved: string;
  /** Between the editor and its buttons. */
  whileEditing?: ComponentChildren;
  /** Beside «Edit». */
  actions?: ComponentChildren;
}

export function DocumentSection(props: DocumentSectionProps) {
  const session = useSession();
  const action = useAction();
  const [edited, setEdited] = useState<string | undefined>(undefined);
  return (
    <Section
      title={props.title}
      description={props.description}
      {...(props.query ? { query: props.query } : {})}
      actions={
        props.editable &&
        edited === undefined && (
          <SpaceBetween direction="horizontal" size="xs">
            {props.actions}
            <WriteButton onClick={() => setEdited(props.document ?? props.template ?? exampleDocument)}>
              {props.editLabel}
            </WriteButton>
          </SpaceBetween>
        )
      }
    >
      <FailureAlert failure={action.failure} header={t('policyNotSaved')} />
      {edited === undefined && props.document !== undefined && (
        <JsonText text={props.document} label={props.title} />
      )}
      {edited === undefined && props.document === undefined && props.empty !== undefined && (
        <p class="console-sentence">{props.empty}</p>
      )}
      {edited !== undefined && (
        <JsonField
          value={edited}
          onChange={setEdited}
          label={props.title}
          kind={props.kind}
          {...(props.subject ? { subject: props.subject } : {})}
        />
      )}
      {edited !== undefined && props.whileEditing}
      {edited !== undefined && (
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={() => setEdited(undefined)}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            loading={action.busy}
            disabled={checkDocument(edited) !== undefined}
            onClick={async () => {
              if (!(await action.run(async () => void (await props.onSave(edited))))) return;
              setEdited(undefined);
              session.flash({ type: 'success', header: props.saved });
            }}
          >
            {t('saveChanges')}
          </Button>
        </SpaceBetween>
      )}
    </Section>
  );
}
