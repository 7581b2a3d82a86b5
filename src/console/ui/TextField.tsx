// A labelled line of text: what most forms are made of.
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: string;
  constraint?: string;
  error?: string | undefined;
  type?: InputProps.Type;
  placeholder?: string;
  autoComplete?: string;
  disabled?: boolean;
}

export function TextField(props: TextFieldProps) {
  return (
    <FormField
      label={props.label}
      description={props.description}
      constraintText={props.constraint}
      errorText={props.error}
    >
      <Input
        type={props.type ?? 'text'}
        value={props.value}
        autoComplete={props.autoComplete ?? false}
        spellcheck={false}
        disabled={props.disabled === true}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        onChange={({ detail }) => props.onChange(detail.value)}
      />
    </FormField>
  );
}
