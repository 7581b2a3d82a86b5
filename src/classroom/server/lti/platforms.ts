// The learning platforms that may launch rooms: a file of the school, read at the start. Tests: test/classroom/lti.test.ts.
import { readFileSync } from 'node:fs';

export interface Platform {
  name: string;
  /** As the platform names itself in its tokens. */
  issuer: string;
  clientId: string;
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  deployments: readonly string[];
}

const TEXTS = ['name', 'issuer', 'clientId', 'authUrl', 'tokenUrl', 'jwksUrl'] as const;

/** @throws Error with what is wrong in the file */
export function readPlatforms(file: string): Platform[] {
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}.`);
  }
  if (!Array.isArray(list)) throw new Error(`${file} must be a list of platforms: [{ "name": … }].`);
  return list.map((one: Partial<Platform>, index) => {
    for (const name of TEXTS) {
      const value = one[name];
      if (typeof value !== 'string' || value === '')
        throw new Error(
          `${file}: platform ${index + 1} needs «${name}». It has: ${TEXTS.join(', ')}, deployments.`,
        );
      if (name.endsWith('Url') && !URL.canParse(value))
        throw new Error(`${file}: «${name}» of platform ${index + 1} is no address.`);
    }
    if (!Array.isArray(one.deployments) || one.deployments.length === 0)
      throw new Error(`${file}: platform ${index + 1} needs «deployments», a list of deployment ids.`);
    return { ...(one as Platform), deployments: one.deployments.map(String) };
  });
}
