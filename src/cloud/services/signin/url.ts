// The address at which an account's IAM users sign in. Imports nothing, so that a page can take it alone.

const host = 'signin.aws.amazon.com';

/** @param account its alias where it has one, else its id */
export function signInUrl(account: string): string {
  return `https://${account}.${host}/console`;
}

/** The id or alias in a sign-in URL or host; undefined where there is none. */
export function signInAccount(url: string): string | undefined {
  const [name, ...rest] = url
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/s, '')
    .split('.');
  return rest.join('.') === host && name ? name : undefined;
}
