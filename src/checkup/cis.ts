// The identity sections of the CIS AWS Foundations Benchmark, v3.0 to v7.0: which number a rule has in which version.
// Only numbers: the benchmark's own words belong to CIS. `-`: that version has no such recommendation.
export const cisVersions = ['3.0', '4.0.1', '5.0', '6.0', '7.0'] as const;
export type CisVersion = (typeof cisVersions)[number];

export interface CisEntry {
  ids: readonly [string, string, string, string, string];
  level: 1 | 2;
  /** From v4 on CIS calls it a manual check. */
  manual?: true;
}

export const cis: Readonly<Record<string, CisEntry>> = {
  'contact-details': { ids: ['1.1', '1.1', '1.1', '2.1', '2.2'], level: 1, manual: true },
  'security-contact': { ids: ['1.2', '1.2', '1.2', '2.2', '2.3'], level: 1, manual: true },
  'security-questions': { ids: ['1.3', '1.3', '-', '-', '-'], level: 1, manual: true },
  'root-no-keys': { ids: ['1.4', '1.4', '1.3', '2.3', '2.4'], level: 1 },
  'root-mfa': { ids: ['1.5', '1.5', '1.4', '2.4', '2.5'], level: 1 },
  'root-hardware-mfa': { ids: ['1.6', '1.6', '1.5', '2.5', '2.6'], level: 2, manual: true },
  'root-unused': { ids: ['1.7', '1.7', '1.6', '2.6', '2.7'], level: 1, manual: true },
  'password-length': { ids: ['1.8', '1.8', '1.7', '2.7', '2.8'], level: 1 },
  'password-reuse': { ids: ['1.9', '1.9', '1.8', '2.8', '2.9'], level: 1 },
  'user-mfa': { ids: ['1.10', '1.10', '1.9', '2.9', '2.10'], level: 1 },
  'keys-at-creation': { ids: ['1.11', '1.11', '1.10', '2.10', '-'], level: 1, manual: true },
  'unused-credentials': { ids: ['1.12', '1.12', '1.11', '2.11', '2.11'], level: 1 },
  'one-key': { ids: ['1.13', '1.13', '1.12', '2.12', '-'], level: 1 },
  'key-rotation': { ids: ['1.14', '1.14', '1.13', '2.13', '2.12'], level: 1 },
  'groups-only': { ids: ['1.15', '1.15', '1.14', '2.14', '2.13'], level: 1 },
  'no-full-access': { ids: ['1.16', '1.16', '1.15', '2.15', '2.14'], level: 1 },
  'support-role': { ids: ['1.17', '1.17', '1.16', '2.16', '2.15'], level: 1 },
  'instance-roles': { ids: ['1.18', '1.18', '1.17', '2.17', '2.16'], level: 2 },
  'expired-certificates': { ids: ['1.19', '1.19', '1.18', '2.18', '2.17'], level: 1 },
  'access-analyzer': { ids: ['1.20', '1.20', '1.19', '2.19', '2.18'], level: 1 },
  'central-identity': { ids: ['1.21', '1.21', '1.20', '2.20', '2.19'], level: 2, manual: true },
  'cloudshell-restricted': { ids: ['1.22', '1.22', '1.21', '2.21', '2.20'], level: 1, manual: true },
  'central-root-access': { ids: ['-', '-', '-', '-', '2.1.1'], level: 2, manual: true },
  'organization-design': { ids: ['-', '-', '-', '-', '2.1.2–2.1.6'], level: 2, manual: true },
  'no-open-resources': { ids: ['-', '-', '-', '-', '2.21'], level: 1, manual: true },
};

/** The rule's number in a version; undefined where that version does not have it. */
export function cisId(rule: string, version: CisVersion): string | undefined {
  const id = cis[rule]?.ids[cisVersions.indexOf(version)];
  return id === '-' ? undefined : id;
}
