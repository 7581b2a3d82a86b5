// A learning platform for tests: it logs people in, signs launches, takes deep links and grades, and may be away.
import { createServer, type Server } from 'node:http';
import { createRemoteJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { call } from './people.ts';

const claim = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const ROLES = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

export interface Person {
  id: string;
  name: string;
  role: 'Learner' | 'Instructor';
}

export interface TestPlatform {
  issuer: string;
  config: Record<string, unknown>;
  /** Scores by line item and user, as they came. */
  scores: { lineitem: string; userId: string; scoreGiven: number; scoreMaximum: number }[];
  away: boolean;
  /** A launch as a browser makes it: login at the tool, then its answer posted there. */
  launch(
    tool: string,
    person: Person,
    custom?: Record<string, string>,
    change?: Record<string, unknown>,
  ): Promise<Response>;
  /** The same for choosing content. */
  deepLink(tool: string, person: Person): Promise<Response>;
  /** What a deep linking answer says, its signature checked with the tool's keys. */
  readLink(tool: string, jwt: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startPlatform(): Promise<TestPlatform> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'platform', use: 'sig', alg: 'RS256' };
  const scores: TestPlatform['scores'] = [];
  let tool = '';
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => void serve());
    async function serve(): Promise<void> {
      const answer = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      };
      if (request.url === '/keys') return answer(200, { keys: [jwk] });
      if (platform.away) return answer(503, { error: 'maintenance' });
      if (request.url === '/token') {
        const { client_assertion: assertion = '' } = Object.fromEntries(new URLSearchParams(body));
        const keys = createRemoteJWKSet(new URL(`${tool}classroom/lti/keys`));
        await jwtVerify(assertion, keys).then(
          () => answer(200, { access_token: 'granted', token_type: 'Bearer', expires_in: 3600, scope: '' }),
          () => answer(401, { error: 'invalid_client' }),
        );
        return;
      }
      if (request.url?.endsWith('/scores') && request.headers.authorization === 'Bearer granted') {
        const score = JSON.parse(body) as TestPlatform['scores'][number];
        scores.push({ ...score, lineitem: request.url.replace(/\/scores$/, '') });
        return answer(200, {});
      }
      answer(404, {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;

  async function login(url: string, person: Person, claims: Record<string, unknown>): Promise<Response> {
    tool = url;
    const begin = new URLSearchParams({
      iss: issuer,
      client_id: 'rootless',
      lti_deployment_id: '1',
      login_hint: person.id,
      target_link_uri: `${url}classroom/lti/launch`,
    });
    const asked = await fetch(`${url}classroom/lti/login`, {
      method: 'POST',
      body: begin,
      headers: { origin: issuer },
      redirect: 'manual',
    });
    const back = new URL(asked.headers.get('location') ?? 'http://nowhere/');
    const token = await new SignJWT({
      nonce: back.searchParams.get('nonce'),
      name: person.name,
      email: `${person.id}@school.example`,
      [claim('version')]: '1.3.0',
      [claim('deployment_id')]: '1',
      [claim('target_link_uri')]: `${url}classroom/lti/launch`,
      [claim('roles')]: [`${ROLES}${person.role}`],
      [claim('context')]: { id: 'course', label: 'C', title: 'Course' },
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'platform' })
      .setIssuer(issuer)
      .setAudience('rootless')
      .setSubject(person.id)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    return fetch(back.searchParams.get('redirect_uri') ?? '', {
      method: 'POST',
      body: new URLSearchParams({ id_token: token, state: back.searchParams.get('state') ?? '' }),
      headers: { origin: issuer },
      redirect: 'manual',
    });
  }

  const platform: TestPlatform = {
    issuer,
    config: {
      name: 'School',
      issuer,
      clientId: 'rootless',
      authUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      jwksUrl: `${issuer}/keys`,
      deployments: ['1'],
    },
    scores,
    away: false,
    launch: (url, person, custom = {}, change = {}) =>
      login(url, person, {
        [claim('message_type')]: 'LtiResourceLinkRequest',
        [claim('resource_link')]: { id: 'link', title: 'Quiz' },
        [claim('custom')]: custom,
        'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
          scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
          lineitems: `${issuer}/items`,
          lineitem: `${issuer}/items/1`,
        },
        ...change,
      }),
    deepLink: (url, person) =>
      login(url, person, {
        [claim('message_type')]: 'LtiDeepLinkingRequest',
        'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
          deep_link_return_url: `${issuer}/return`,
          accept_types: ['ltiResourceLink'],
          accept_presentation_document_targets: ['iframe', 'window'],
          accept_multiple: false,
          auto_create: true,
          data: 'opaque',
        },
      }),
    async readLink(url, jwt) {
      const { payload } = await jwtVerify(jwt, createRemoteJWKSet(new URL(`${url}classroom/lti/keys`)));
      return payload;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return platform;
}

export { call, decodeJwt };
