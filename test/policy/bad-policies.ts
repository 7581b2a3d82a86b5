// Policies made to hurt, as texts. Made when asked for: some are megabytes.
const statement = (fields: string) => `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${fields}}]}`;

export const badPolicies: Readonly<Record<string, () => string>> = {
  'ten megabytes of statements': () =>
    `{"Statement":[${Array(100_000).fill('{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/some/long/key/*"}').join(',')}]}`,
  'just below the limit': () =>
    `{"Statement":[${Array(11_000).fill('{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/some/long/key/*"}').join(',')}]}`,
  'ten thousand brackets': () => '['.repeat(10_000) + ']'.repeat(10_000),
  'ten thousand brackets in a condition': () =>
    statement(
      `"Action":"*","Resource":"*","Condition":{"StringEquals":{"k":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
    ),
  'ten thousand objects, not closed': () => '{"a":'.repeat(10_000),
  'half a million brackets': () => '['.repeat(500_000) + ']'.repeat(500_000),
  'a million stars in a resource': () =>
    statement(`"Action":"s3:*","Resource":"arn:aws:s3:::${'*'.repeat(1_000_000)}"`),
  'a million stars in an action': () => statement(`"Action":"s3:${'*'.repeat(1_000_000)}","Resource":"*"`),
  'half a million stars with letters between': () =>
    statement(`"Action":"s3:*","Resource":"arn:aws:s3:::${'*b'.repeat(500_000)}"`),
  'a million question marks': () =>
    statement(`"Action":"s3:*","Resource":"arn:aws:s3:::${'?'.repeat(1_000_000)}"`),
  'half a million patterns in a list': () =>
    statement(`"Action":[${Array(250_000).fill('"*:*"').join(',')}],"Resource":"arn:aws:s3:::x"`),
  'a hundred thousand variables': () =>
    statement(`"Action":"*","Resource":"arn:aws:s3:::${'${aws:username}'.repeat(100_000)}"`),
  'a hundred thousand unclosed variables': () =>
    statement(`"Action":"*","Resource":"arn:aws:s3:::${'${'.repeat(100_000)}"`),
  'a hundred thousand unclosed quotes in variables': () =>
    statement(`"Action":"*","Resource":"arn:aws:s3:::${"${a,'".repeat(100_000)}}"`),
  'duplicate keys': () => statement('"Action":"*","Resource":"*","Effect":"Deny"'),
  'a duplicate at the very end': () => `{"Id":"${'x'.repeat(1_000_000)}","Statement":[],"Id":"y"}`,
  'lone surrogates': () => statement('"Action":"s3:*","Resource":"arn:aws:s3:::\\ud800*\\udc00"'),
  '__proto__ as an element': () => statement('"Action":"*","Resource":"*","__proto__":{"Effect":"Deny"}'),
  '__proto__ as an operator': () =>
    statement('"Action":"*","Resource":"*","Condition":{"__proto__":{"a":"b"}}'),
  '__proto__ as a condition key': () =>
    statement('"Action":"*","Resource":"*","Condition":{"StringEquals":{"__proto__":"b"}}'),
  '__proto__ as a type of principal': () =>
    statement('"Action":"*","Resource":"*","Principal":{"__proto__":"b"}'),
  'null bytes': () => '\u0000{"Statement":[]}',
  nothing: () => '',
  'a number': () => '42',
  null: () => 'null',
  'null for everything': () => '{"Version":null,"Id":null,"Statement":null}',
  'a statement of nulls': () =>
    '{"Statement":[{"Effect":null,"Action":null,"Resource":null,"Principal":null,"Condition":null}]}',
};
