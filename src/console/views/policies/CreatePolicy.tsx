// IAM → Policies → Create policy: permissions with the visual or the JSON editor, then name and review.
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import { useState } from 'preact/hooks';
import type { ServiceTable } from '../../../data/actions/index.ts';
import { checkPolicyName, type TagInput } from '../../iam/names.ts';
import { createPolicy } from '../../iam/policies.ts';
import { useAction } from '../../query.ts';
import { toPolicy } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { checkDocument, exampleDocument, JsonField } from '../../ui/JsonField.tsx';
import { JsonText } from '../../ui/PolicyDocument.tsx';
import { TagEditor, tagsAreFine } from '../../ui/TagEditor.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { wizardWords } from '../../ui/wizard.ts';
import { type Block, fromDocument, isComplete, newBlock, toDocument } from '../../visual/model.ts';
import { VisualEditor } from '../../visual/VisualEditor.tsx';

export function CreatePolicy() {
  const session = useSession();
  const action = useAction();
  const [step, setStep] = useState(0);
  const [editor, setEditor] = useState<'visual' | 'json'>('visual');
  const [blocks, setBlocks] = useState<readonly Block[]>([newBlock(1)]);
  const [tables, setTables] = useState<ReadonlyMap<string, ServiceTable>>(new Map());
  const [text, setText] = useState(exampleDocument);
  const [notVisual, setNotVisual] = useState(false);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [tags, setTags] = useState<readonly TagInput[]>([]);
  const [tried, setTried] = useState(false);
  const problem = checkPolicyName(name);
  const complete = blocks.every(isComplete);
  const document = editor === 'json' ? text : toDocument(blocks, tables);
  const fine = editor === 'json' ? checkDocument(text) === undefined : complete;

  const switchTo = (next: 'visual' | 'json'): void => {
    setNotVisual(false);
    setTried(false);
    if (next === 'json') {
      if (blocks.some(isComplete)) setText(toDocument(blocks, tables));
      setEditor('json');
      return;
    }
    const shown = text === exampleDocument ? [newBlock(1)] : fromDocument(text);
    if (!shown || shown.length === 0) {
      setNotVisual(true);
      return;
    }
    setBlocks(shown);
    setEditor('visual');
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined || !tagsAreFine(tags) || action.busy) return;
    let arn: string | undefined;
    const done = await action.run(async () => {
      const answer = await createPolicy(session.clients.iam, name, description, document, tags);
      arn = answer.Policy?.Arn;
    });
    if (!done) return;
    session.navigate({ view: 'policies' });
    session.flash({
      type: 'success',
      header: t('policyCreated', { name }),
      ...(arn === undefined ? {} : { action: { text: t('viewPolicy'), route: toPolicy(arn) } }),
    });
  };

  return (
    <Wizard
      steps={[
        {
          title: t('specifyPermissions'),
          content: (
            <SpaceBetween size="l">
              <SegmentedControl
                label={t('chooseEditor')}
                selectedId={editor}
                options={[
                  { id: 'visual', text: t('visual') },
                  { id: 'json', text: t('json') },
                ]}
                onChange={({ detail }) => switchTo(detail.selectedId as 'visual' | 'json')}
              />
              <div role="alert">
                {notVisual && (
                  <Alert type="warning" header={t('notVisual')}>
                    {t('notVisualHelp')}
                  </Alert>
                )}
                {tried && editor === 'visual' && !complete && (
                  <Alert type="error">{t('blockIncomplete')}</Alert>
                )}
              </div>
              {editor === 'visual' ? (
                <VisualEditor
                  blocks={blocks}
                  tables={tables}
                  onChange={setBlocks}
                  onTable={(table) => setTables((old) => new Map(old).set(table.prefix, table))}
                />
              ) : (
                <Container>
                  <JsonField value={text} onChange={setText} label={t('policyEditor')} />
                </Container>
              )}
            </SpaceBetween>
          ),
        },
        {
          title: t('reviewAndCreate'),
          description: t('policyReviewHelp'),
          content: (
            <SpaceBetween size="l">
              <FailureAlert failure={action.failure} header={t('policyNotCreated')} />
              <Container header={<Header variant="h2">{t('policyDetails')}</Header>}>
                <SpaceBetween size="m">
                  <TextField
                    label={t('policyName')}
                    constraint={t('policyNameRule')}
                    value={name}
                    onChange={setName}
                    error={
                      problem !== undefined && (tried || problem !== 'empty')
                        ? t(`policyName_${problem}`)
                        : undefined
                    }
                  />
                  <TextField
                    label={t('policyDescription')}
                    constraint={t('policyDescriptionHelp')}
                    value={description}
                    onChange={setDescription}
                  />
                </SpaceBetween>
              </Container>
              <Container header={<Header variant="h2">{t('permissionsInPolicy')}</Header>}>
                <JsonText text={document} label={t('policyDocument')} />
              </Container>
              <Container
                header={
                  <Header variant="h2" description={t('tagsHelp')}>
                    {t('tags')}
                  </Header>
                }
              >
                <TagEditor tags={tags} onChange={setTags} />
              </Container>
            </SpaceBetween>
          ),
        },
      ]}
      activeStepIndex={step}
      isLoadingNextStep={action.busy}
      submitButtonText={t('createPolicy')}
      i18nStrings={wizardWords()}
      onNavigate={({ detail }) => {
        if (detail.requestedStepIndex > step && !fine) {
          setTried(true);
          return;
        }
        setTried(false);
        setStep(detail.requestedStepIndex);
      }}
      onCancel={() => session.navigate({ view: 'policies' })}
      onSubmit={() => void submit()}
    />
  );
}
