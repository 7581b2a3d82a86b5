// A policy's document, where the console unfolds it: beside its name in any list, without leaving the page.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'preact/hooks';
import { type Holder, waysOf } from '../iam/holders.ts';
import { getPolicy, type PolicyLink, type PolicyType, policyDocument, policyType } from '../iam/policies.ts';
import { useQuery } from '../query.ts';
import { toPolicy } from '../routes.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { CopyIcon } from './CopyIcon.tsx';
import { FailureAlert } from './Failure.tsx';
import { RouteButton } from './RouteLink.tsx';

export const typeText = {
  awsManaged: 'typeAwsManaged',
  jobFunction: 'typeJobFunction',
  customerManaged: 'typeCustomerManaged',
  inline: 'typeCustomerInline',
} as const satisfies Record<PolicyType, string>;

/** The text itself; scrolls by keyboard too. */
export function JsonText({ text, label }: { text: string; label: string }) {
  return (
    <div class="console-json">
      <div class="console-json-copy">
        <CopyIcon text={text} label={label} />
      </div>
      <section aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}

function PolicyDocumentDialog({
  link,
  holder,
  onClose,
}: {
  link: PolicyLink;
  /** Whose inline policy it is; managed policies need none. */
  holder: Holder | undefined;
  onClose: () => void;
}) {
  const { clients } = useSession();
  const query = useQuery<string>(
    `document/${link.arn ?? `${holder?.kind}/${holder?.name}/${link.name}`}`,
    async () => {
      if (link.arn !== undefined) {
        const policy = await getPolicy(clients.iam, link.arn);
        return policyDocument(clients.iam, link.arn, policy.DefaultVersionId ?? 'v1');
      }
      return holder ? waysOf[holder.kind].inlineDocument(clients.iam, holder.name, link.name) : '';
    },
  );
  return (
    <Modal
      visible
      size="large"
      header={link.name}
      closeAriaLabel={t('closeDialog')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {link.arn !== undefined && (
              <RouteButton variant="link" to={toPolicy(link.arn)}>
                {t('openPolicy')}
              </RouteButton>
            )}
            <Button variant="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        <Box color="text-body-secondary">
          {t(typeText[policyType(link.arn)])}
          {link.arn !== undefined && (
            <>
              {' · '}
              <span class="console-arn">{link.arn}</span>
            </>
          )}
        </Box>
        <FailureAlert failure={query.failure} onRetry={query.refresh} />
        {query.loading && query.data === undefined && <Spinner />}
        {query.data !== undefined && <JsonText text={query.data} label={t('policyDocument')} />}
      </SpaceBetween>
    </Modal>
  );
}

/** A policy's name that opens its document. */
export function PolicyName({ link, holder }: { link: PolicyLink; holder?: Holder }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Link
        ariaLabel={t('showDocument', { name: link.name })}
        onFollow={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        {link.name}
      </Link>
      {open && <PolicyDocumentDialog link={link} holder={holder} onClose={() => setOpen(false)} />}
    </>
  );
}
