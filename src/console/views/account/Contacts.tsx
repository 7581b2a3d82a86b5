// The account's contact information and its alternate contacts.
import { AccountClient } from '@aws-sdk/client-account';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import {
  type AlternateContact,
  alternateContact,
  type ContactInformation,
  type ContactKind,
  contactInformation,
  contactKinds,
  removeAlternate,
  saveAlternate,
  saveContact,
} from '../../account.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { type Label, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

const fields = [
  ['FullName', 'fullName', true],
  ['CompanyName', 'companyName', false],
  ['AddressLine1', 'addressLine', true],
  ['City', 'city', true],
  ['StateOrRegion', 'stateOrRegion', false],
  ['PostalCode', 'postalCode', true],
  ['CountryCode', 'countryCode', true],
  ['PhoneNumber', 'phoneNumber', true],
  ['WebsiteUrl', 'website', false],
] as const satisfies readonly (readonly [keyof ContactInformation, Label, boolean])[];

type Values = Record<(typeof fields)[number][0], string>;
const rules: Partial<Record<keyof Values, Label>> = {
  CountryCode: 'countryCodeRule',
  PhoneNumber: 'phoneRule',
};

function ContactDialog({
  contact,
  onClose,
}: {
  contact: ContactInformation | undefined;
  onClose: () => void;
}) {
  const session = useSession();
  const [values, setValues] = useState<Values>(
    () => Object.fromEntries(fields.map(([key]) => [key, contact?.[key] ?? ''])) as Values,
  );
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={t('contactInformation')}
      submitLabel={t('saveChanges')}
      check={() => {
        setTried(true);
        return fields.every(([key, , needed]) => !needed || values[key].trim() !== '');
      }}
      onSubmit={() =>
        saveContact(
          session.client(AccountClient),
          Object.fromEntries(
            Object.entries(values).filter(([, value]) => value.trim() !== ''),
          ) as unknown as ContactInformation,
        )
      }
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('contactSaved') });
      }}
      onCancel={onClose}
    >
      {fields.map(([key, label, needed]) => {
        const rule = rules[key];
        return (
          <TextField
            key={key}
            label={t(label)}
            value={values[key]}
            {...(rule ? { constraint: t(rule) } : {})}
            onChange={(value) => setValues({ ...values, [key]: value })}
            error={tried && needed && values[key].trim() === '' ? t('enterThis') : undefined}
          />
        );
      })}
    </FormDialog>
  );
}

export function Contact() {
  const session = useSession();
  const query = useQuery('contact', () => contactInformation(session.client(AccountClient)));
  const [editing, setEditing] = useState(false);
  const contact = query.data;
  return (
    <Section
      title={t('contactInformation')}
      description={t('contactHelp')}
      query={query}
      actions={
        <WriteButton disabled={query.failure !== undefined} onClick={() => setEditing(true)}>
          {t('edit')}
        </WriteButton>
      }
    >
      {contact ? (
        <KeyValuePairs
          columns={3}
          items={fields.flatMap(([key, label]) =>
            contact[key] === undefined ? [] : [{ label: t(label), value: contact[key] }],
          )}
        />
      ) : (
        <p class="console-sentence">{t('contactNone')}</p>
      )}
      {editing && <ContactDialog contact={contact} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function AlternateDialog({
  kind,
  contact,
  onClose,
}: {
  kind: ContactKind;
  contact: AlternateContact | undefined;
  onClose: () => void;
}) {
  const session = useSession();
  const [name, setName] = useState(contact?.Name ?? '');
  const [title, setTitle] = useState(contact?.Title ?? '');
  const [email, setEmail] = useState(contact?.EmailAddress ?? '');
  const [phone, setPhone] = useState(contact?.PhoneNumber ?? '');
  return (
    <FormDialog
      title={t(contact ? 'editContact' : 'addContact', { kind: t(`contact_${kind}`) })}
      submitLabel={t('saveChanges')}
      disabled={[name, title, email, phone].some((value) => value.trim() === '')}
      onSubmit={() => saveAlternate(session.client(AccountClient), kind, { name, title, email, phone })}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('contactSaved') });
      }}
      onCancel={onClose}
    >
      <TextField label={t('fullName')} value={name} onChange={setName} />
      <TextField label={t('contactTitle')} value={title} onChange={setTitle} />
      <TextField label={t('accountEmail')} type="email" value={email} onChange={setEmail} />
      <TextField label={t('phoneNumber')} value={phone} constraint={t('phoneRule')} onChange={setPhone} />
    </FormDialog>
  );
}

function Alternate({ kind }: { kind: ContactKind }) {
  const session = useSession();
  const query = useQuery(`alternate/${kind}`, () => alternateContact(session.client(AccountClient), kind));
  const [dialog, setDialog] = useState<'edit' | 'remove' | undefined>();
  const close = (): void => setDialog(undefined);
  const contact = query.data;
  const word = { kind: t(`contact_${kind}`) };
  return (
    <Section
      title={t(`contact_${kind}`)}
      query={query}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {contact && (
            <WriteButton ariaLabel={t('deleteContact', word)} onClick={() => setDialog('remove')}>
              {t('remove')}
            </WriteButton>
          )}
          <WriteButton
            ariaLabel={t(contact ? 'editContact' : 'addContact', word)}
            onClick={() => setDialog('edit')}
          >
            {t(contact ? 'edit' : 'add')}
          </WriteButton>
        </SpaceBetween>
      }
    >
      {contact ? (
        <p class="console-sentence">
          {[contact.Name, contact.Title, contact.EmailAddress, contact.PhoneNumber].join(' · ')}
        </p>
      ) : (
        <p class="console-sentence">{t('noContact')}</p>
      )}
      {dialog === 'edit' && <AlternateDialog kind={kind} contact={contact} onClose={close} />}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('deleteContact', word)}
          confirmLabel={t('remove')}
          onConfirm={() => removeAlternate(session.client(AccountClient), kind)}
          onDone={() => {
            close();
            session.flash({ type: 'success', header: t('contactRemoved') });
          }}
          onCancel={close}
        >
          <p class="console-sentence">{contact?.EmailAddress}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

export function AlternateContacts() {
  return (
    <SpaceBetween size="s">
      <p class="console-sentence">
        <strong>{t('alternateContacts')}</strong>
        {' · '}
        {t('alternateHelp')}
      </p>
      {contactKinds.map((kind) => (
        <Alternate key={kind} kind={kind} />
      ))}
    </SpaceBetween>
  );
}
