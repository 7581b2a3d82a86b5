// A policy document to write: a plain text area that says where the JSON breaks off, as soon as it does.
// Whether it is a good policy AWS answers when it is saved.
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { parse } from '../../policy/index.ts';
import { t } from '../text.ts';

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
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
}) {
  const problem = checkDocument(value);
  return (
    <FormField
      label={label}
      stretch
      errorText={
        problem && (
          <>
            {t('documentProblem', { line: problem.line, column: problem.column, message: problem.message })}{' '}
            {problem.hint}
          </>
        )
      }
    >
      <div class="console-json-field">
        <Textarea
          value={value}
          rows={16}
          spellcheck={false}
          disableBrowserAutocorrect
          invalid={problem !== undefined}
          onChange={({ detail }) => onChange(detail.value)}
        />
      </div>
    </FormField>
  );
}
