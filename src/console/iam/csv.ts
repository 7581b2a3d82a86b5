// The files the console offers once: a user's password, a new access key. Headers and names as AWS writes them
// (facts, part F: many published samples). Tests: test/console/csv.test.ts.

export interface CsvFile {
  name: string;
  text: string;
}

/** RFC 4180: a field with a comma, a quote or a line break stands in quotes. */
const field = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
const row = (values: readonly string[]): string => values.map(field).join(',');

export function passwordCsv(user: string, password: string, signInUrl: string): CsvFile {
  return {
    name: `${user}_credentials.csv`,
    text: `${row(['User name', 'Password', 'Console sign-in URL'])}\n${row([user, password, signInUrl])}\n`,
  };
}

/** @param user undefined: root, whose file has a name of its own (unverified) */
export function accessKeyCsv(user: string | undefined, accessKeyId: string, secret: string): CsvFile {
  return {
    name: user === undefined ? 'rootkey.csv' : `${user}_accessKeys.csv`,
    text: `${row(['Access key ID', 'Secret access key'])}\n${row([accessKeyId, secret])}\n`,
  };
}
