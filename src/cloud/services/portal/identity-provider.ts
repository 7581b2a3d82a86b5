// The practice identity provider: what a company's directory or a CI system would answer after its own sign-in, so that
// a learner can see federation at work. It knows nobody and believes whoever asks: who may take on a role is the
// account's to say. Not AWS's. Tests: test/cloud/federation.test.ts
import { practiceAssertion, practiceMetadata } from '../../world/saml.ts';
import { practiceToken } from '../../world/web-identity.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';
import type {
  GetProviderMetadataRequest,
  IssueSamlAssertionRequest,
  IssueWebIdentityTokenRequest,
} from './model.ts';

/** Of SAML answers: AWS takes them for so long. */
const samlLifetime = 5 * 60_000;
const tokenLifetime = 3_600_000;

const outside = { action: null, dataEvent: true, readOnly: true } as const;

const getMetadata = operation<GetProviderMetadataRequest, { Metadata: string }>({
  ...outside,
  run: (input, call) => ({ Metadata: practiceMetadata(call.tx.world, input.Issuer) }),
});

const issueAssertion = operation<IssueSamlAssertionRequest, { SAMLAssertion: string; Expiration: Date }>({
  ...outside,
  run(input, call) {
    const { now } = call.times;
    const assertion = practiceAssertion(call.tx.world, {
      issuer: input.Issuer,
      subject: input.Subject,
      issued: now,
      expires: now + samlLifetime,
      ...(input.Recipient === undefined ? {} : { recipient: input.Recipient }),
      attributes: {
        Role: [`${input.RoleArn},${input.PrincipalArn}`],
        RoleSessionName: [input.Subject],
        ...input.Attributes,
      },
    });
    return { SAMLAssertion: assertion, Expiration: new Date(now + samlLifetime) };
  },
});

const issueToken = operation<IssueWebIdentityTokenRequest, { WebIdentityToken: string; Expiration: Date }>({
  ...outside,
  run(input, call) {
    const { now } = call.times;
    const token = practiceToken(call.tx.world, {
      issuer: input.Issuer,
      subject: input.Subject,
      audience: input.Audience,
      issued: now,
      expires: now + tokenLifetime,
      claims: { ...input.Claims },
    });
    return { WebIdentityToken: token, Expiration: new Date(now + tokenLifetime) };
  },
});

export const identityProvider: Operations = {
  GetProviderMetadata: getMetadata,
  IssueSamlAssertion: issueAssertion,
  IssueWebIdentityToken: issueToken,
};
