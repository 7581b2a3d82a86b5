// The tool's side of LTI 1.3 over jose: login, launch, deep linking answer, grades (1EdTech: LTI Core 1.3, Security
// Framework 1.0, Deep Linking 2.0, Assignment and Grade Services 2.0). @lti-tool/core 1.0.6 was to do this; as it is
// published, Node cannot load it (imports without endings). Tests: test/classroom/lti.test.ts.
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Store } from '../store/index.ts';
import { randomSecret } from '../tokens.ts';
import type { Platform } from './platforms.ts';

const lti = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const dl = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const SCORE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
const ALGORITHM = 'RS256';
const KEY_ID = 'rootless';
/** From login to launch. */
const SHORT = 600;

export interface Launch {
  issuer: string;
  clientId: string;
  deployment: string;
  user: string;
  name: string | undefined;
  teaches: boolean;
  custom: Readonly<Record<string, string>>;
  /** Where grades of this link go. */
  lineitem: string | undefined;
  /** A teacher is to choose what a link opens. */
  choosing: { returnUrl: string; data: unknown } | undefined;
}

export interface KeyPair {
  privateKey: CryptoKey;
  /** As platforms fetch it. */
  publicJwk: object;
}

export interface Score {
  user: string;
  points: number;
  outOf: number;
  at: number;
}

export interface LtiTool {
  keys: { keys: object[] };
  /** Where the browser goes to be logged in. */
  login(params: Readonly<Record<string, string>>, launchUrl: string): Promise<string>;
  /** Who is there, and what for. Rejects whatever the platform has not signed for this tool, now, and once. */
  launch(idToken: string, state: string): Promise<Launch>;
  linkAnswer(launch: Launch, items: readonly object[]): Promise<string>;
  sendScore(to: { issuer: string; clientId: string; lineitem: string }, score: Score): Promise<void>;
}

export function createTool(
  platforms: readonly Platform[],
  { privateKey, publicJwk }: KeyPair,
  secret: string,
  store: Store,
  now: () => number,
): LtiTool {
  const stateKey = new TextEncoder().encode(`${secret}/lti-state`);
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
  const granted = new Map<string, { token: string; until: number }>();

  function platformOf(issuer: unknown, clientId: unknown, deployment?: unknown): Platform {
    const found = platforms.find(
      (one) =>
        one.issuer === issuer &&
        (clientId === undefined || one.clientId === clientId) &&
        (deployment === undefined || one.deployments.includes(String(deployment))),
    );
    if (!found) throw new Error('this platform, client or deployment is not in the file');
    return found;
  }
  const seconds = (): number => Math.floor(now() / 1000);

  function sign(payload: JWTPayload): Promise<string> {
    return new SignJWT({ ...payload, iat: seconds(), exp: seconds() + SHORT, jti: randomSecret() })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: KEY_ID })
      .sign(privateKey);
  }

  async function token({ tokenUrl, clientId }: Platform): Promise<string> {
    const known = granted.get(tokenUrl);
    if (known && known.until > now()) return known.token;
    const assertion = await sign({ iss: clientId, sub: clientId, aud: tokenUrl });
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: SCORE,
      }),
      signal: AbortSignal.timeout(20_000),
    });
    if (!answer.ok) throw new Error(`the platform's token service answered ${answer.status}`);
    const { access_token: given, expires_in: lasts = 60 } = (await answer.json()) as {
      access_token: string;
      expires_in?: number;
    };
    granted.set(tokenUrl, { token: given, until: now() + Math.max(0, lasts - 30) * 1000 });
    return given;
  }

  return {
    keys: { keys: [{ ...publicJwk, kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] },
    async login(params, launchUrl) {
      const platform = platformOf(
        params.iss,
        params.client_id || undefined,
        params.lti_deployment_id || undefined,
      );
      const nonce = randomSecret();
      await store.keep('lti-nonce', nonce, '1', now() + SHORT * 1000);
      const state = await new SignJWT({ nonce, iss: platform.issuer })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(seconds() + SHORT)
        .sign(stateKey);
      const address = new URL(platform.authUrl);
      const query = {
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: platform.clientId,
        redirect_uri: launchUrl,
        login_hint: params.login_hint ?? '',
        state,
        nonce,
        ...(params.lti_message_hint && { lti_message_hint: params.lti_message_hint }),
      };
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
      return address.href;
    },
    async launch(idToken, state) {
      const unverified = decodeJwt(idToken);
      const client = Array.isArray(unverified.aud) ? unverified.aud[0] : unverified.aud;
      const { issuer, clientId, jwksUrl } = platformOf(
        unverified.iss,
        client,
        unverified[lti('deployment_id')],
      );
      const keys = keySets.get(jwksUrl) ?? createRemoteJWKSet(new URL(jwksUrl));
      keySets.set(jwksUrl, keys);
      const currentDate = new Date(now());
      const { payload } = await jwtVerify(idToken, keys, {
        issuer,
        audience: clientId,
        algorithms: [ALGORITHM],
        requiredClaims: ['sub', 'nonce', 'exp', 'iat'],
        clockTolerance: 60,
        currentDate,
      });
      if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload.azp !== clientId)
        throw new Error('the token is for somebody else');
      const { payload: begun } = await jwtVerify(state, stateKey, { algorithms: ['HS256'], currentDate });
      if (begun.nonce !== payload.nonce || begun.iss !== issuer)
        throw new Error('login and launch do not belong together');
      if ((await store.take('lti-nonce', String(payload.nonce), now())) === undefined)
        throw new Error('this launch has been made already');
      if (payload[lti('version')] !== '1.3.0') throw new Error('this is no LTI 1.3 launch');
      return readLaunch(payload, issuer, clientId);
    },
    linkAnswer({ issuer, clientId, deployment, choosing }, items) {
      return sign({
        iss: clientId,
        aud: issuer,
        nonce: randomSecret(),
        [lti('message_type')]: 'LtiDeepLinkingResponse',
        [lti('version')]: '1.3.0',
        [lti('deployment_id')]: deployment,
        [dl('content_items')]: items,
        ...(choosing?.data !== undefined && { [dl('data')]: choosing.data }),
      });
    },
    async sendScore({ issuer, clientId, lineitem }, { user, points, outOf, at }) {
      const bearer = await token(platformOf(issuer, clientId));
      // The line item may carry a query of its own, as Moodle's does: the path before it grows.
      const address = new URL(lineitem);
      address.pathname += '/scores';
      const answer = await fetch(address, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bearer}`,
          'content-type': 'application/vnd.ims.lis.v1.score+json',
        },
        body: JSON.stringify({
          userId: user,
          scoreGiven: Math.round(points * 100) / 100,
          scoreMaximum: outOf,
          timestamp: new Date(at).toISOString(),
          activityProgress: 'Completed',
          gradingProgress: 'FullyGraded',
        }),
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status === 401) granted.clear();
      if (!answer.ok) throw new Error(`the platform's gradebook answered ${answer.status}`);
    },
  };
}

function readLaunch(payload: JWTPayload, issuer: string, clientId: string): Launch {
  const part = (name: string): Record<string, unknown> => (payload[name] ?? {}) as Record<string, unknown>;
  const roles = (payload[lti('roles')] ?? []) as string[];
  const settings = part(dl('deep_linking_settings'));
  const ends = part(AGS);
  const scopes = (ends.scope ?? []) as string[];
  const choosing = payload[lti('message_type')] === 'LtiDeepLinkingRequest';
  return {
    issuer,
    clientId,
    deployment: String(payload[lti('deployment_id')]),
    user: String(payload.sub),
    name: typeof payload.name === 'string' ? payload.name : undefined,
    teaches: roles.some((role) =>
      /[#/](Instructor|Administrator|ContentDeveloper|TeachingAssistant)$/.test(role),
    ),
    custom: part(lti('custom')) as Record<string, string>,
    lineitem: scopes.includes(SCORE) && typeof ends.lineitem === 'string' ? ends.lineitem : undefined,
    choosing: choosing
      ? { returnUrl: String(settings.deep_link_return_url ?? ''), data: settings.data }
      : undefined,
  };
}
