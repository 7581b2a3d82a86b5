// Checks of Principal and NotPrincipal. Source: IAM User Guide, reference_policies_elements_principal, …_notprincipal.

import { step } from '../json.ts';
import { items, type Subject } from './finding.ts';

export function checkPrincipals({ statements, kind, report }: Subject): void {
  for (const { statement, pointer } of statements) {
    if (statement.NotPrincipal !== undefined) {
      const at = `${pointer}/NotPrincipal`;
      if (kind === 'trust' || kind === 'rcp') report('error', 'notPrincipalNotAllowed', at);
      else if (statement.Effect === 'Allow') report('error', 'notPrincipalWithAllow', at);
      else report('warning', 'notPrincipalDiscouraged', at);
    }
    for (const element of ['Principal', 'NotPrincipal'] as const) {
      const given = statement[element];
      if (given === undefined || given === '*') continue;
      for (const [type, names] of Object.entries(given)) {
        for (const { value, pointer: at } of items(names, `${pointer}/${element}${step(type)}`)) {
          const code = wrongName(type, value as string);
          if (code !== null) report('error', code, at, { name: value as string, type });
        }
      }
    }
    const open =
      statement.Principal === '*' ||
      (typeof statement.Principal === 'object' &&
        items(statement.Principal.AWS, '').some(({ value }) => value === '*'));
    const bare = Object.keys(statement.Condition ?? {}).length === 0;
    if (open && bare && statement.Effect === 'Allow' && (kind === 'resource' || kind === 'trust')) {
      report('securityWarning', 'openToEveryone', `${pointer}/Principal`);
    }
  }
}

const awsNames: readonly RegExp[] = [
  /^\d{12}$/,
  /^arn:aws[\w-]*:iam::\d{12}:root$/,
  /^arn:aws[\w-]*:iam::\d{12}:(?:user|role)\/[\w+=,.@/-]+$/,
  /^arn:aws[\w-]*:sts::\d{12}:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+$/,
  /^arn:aws[\w-]*:sts::\d{12}:federated-user\/[\w+=,.@-]+$/,
  // As stored once the principal has been found.
  /^A(?:IDA|ROA)[A-Z0-9]{12,}$/,
];

function wrongName(type: string, name: string): string | null {
  if (type === 'AWS') {
    if (name === '*') return null;
    if (/:group\//.test(name)) return 'groupAsPrincipal';
    if (/[*?]/.test(name)) return 'wildcardInPrincipal';
    return awsNames.some((form) => form.test(name)) ? null : 'invalidPrincipalName';
  }
  if (/[*?]/.test(name)) return 'wildcardInPrincipal';
  if (type === 'Service')
    return /^[\w.-]+\.amazonaws\.com(?:\.cn)?$/.test(name) ? null : 'invalidPrincipalName';
  if (type === 'Federated') {
    return /^arn:aws[\w-]*:iam::\d{12}:(?:saml|oidc)-provider\/\S+$|^[\w.-]+\.\w+$/.test(name)
      ? null
      : 'invalidPrincipalName';
  }
  return /^[0-9a-fA-F]{64}$/.test(name) ? null : 'invalidPrincipalName';
}
