// A policy document to write, in the policy editor: it completes, finds what is wrong and says what the text grants.
// Whether it is a good policy AWS answers when it is saved.
import { PolicyEditor, type PolicySubject } from '../../editor/index.ts';
import { type PolicyKind, parse } from '../../policy/index.ts';
import { useSession } from '../session.ts';
import { currentLocale } from '../text.ts';

export const exampleDocument = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Statement1', Effect: 'Allow', Action: [], Resource: [] }],
  },
  null,
  4,
);

export interface DocumentProblem {
  message: string;
  hint: string;
  line: number;
  column: number;
}

export function checkDocument(text: string): DocumentProblem | undefined {
  const result = parse(text);
  return result.ok ? undefined : result.error;
}

export function JsonField({
  value,
  onChange,
  label,
  kind = 'identity',
  subject,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  kind?: PolicyKind;
  /** Which stored policy it is; absent: a new one. */
  subject?: PolicySubject;
}) {
  const { host } = useSession();
  return (
    <div class="console-json-field">
      <PolicyEditor
        value={value}
        kind={kind}
        label={label}
        locale={currentLocale()}
        onChange={onChange}
        {...(host ? { account: () => host.tools.picture() } : {})}
        {...(subject ? { subject } : {})}
      />
    </div>
  );
}
