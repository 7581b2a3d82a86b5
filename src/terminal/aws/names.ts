// The names the AWS CLI gives to operations and parameters (botocore's xform_name). Pure.
// Tests: test/terminal/words.test.ts.

/** CreateUser → create-user, ListMFADevices → list-mfa-devices, PolicyARNs → policy-arns. */
export function dashed(name: string): string {
  if (name.includes('-')) return name;
  return name
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
