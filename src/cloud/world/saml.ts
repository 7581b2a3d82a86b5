// Answers of the practice identity provider in SAML: what a company's directory would send after its own sign-in.
// Signed with a secret of this world in place of an X.509 key, which a pure and synchronous account could not check. The
// names of attributes and elements are those that AWS asks for (IAM user guide, «Configure SAML assertions for the
// authentication response»). Pure. Tests: test/cloud/federation.test.ts
import { fromBase64, toBase64 } from '../wire/schema.ts';
import { hmac } from '../wire/signature.ts';
import { escapeXml } from '../wire/xml.ts';
import type { XmlNode } from '../wire/xml-read.ts';
import { parseXml } from '../wire/xml-read.ts';
import type { World } from './world.ts';

/** Where a SAML answer for AWS is addressed to. */
export const samlAudience = 'https://signin.aws.amazon.com/saml';
const attributePrefix = 'https://aws.amazon.com/SAML/Attributes/';

export interface SamlAnswer {
  /** Entity id of the provider: the `entityID` of its metadata. */
  issuer: string;
  /** Who signed in there. */
  subject: string;
  /** Default: persistent. */
  format?: string;
  recipient?: string;
  /** ms by the account's clock. */
  issued: number;
  expires: number;
  /** By AWS's short names: Role («role ARN,provider ARN»), RoleSessionName, PrincipalTag:team … */
  attributes: Readonly<Record<string, readonly string[]>>;
}

const encoder = new TextEncoder();
const nameFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';

/** Stands where a provider's X.509 certificate does: so many bytes, different for each provider. */
function certificate(world: World, issuer: string): string {
  const parts = Array.from({ length: 24 }, (_, i) => hmac(`practice saml ${world.seed} ${issuer}`, `${i}`));
  return parts.map((part) => toBase64(part).replace('=', '')).join('');
}

function signature(world: World, issuer: string, text: string): string {
  return toBase64(hmac(`practice saml key ${world.seed} ${issuer}`, text));
}

/** Metadata to create the SAML provider with: only its answers are taken then. */
export function practiceMetadata(world: World, issuer: string): string {
  const id = escapeXml(issuer);
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${id}">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate(world, issuer)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:NameIDFormat>${nameFormat}persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${id}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
}

/** A signed answer as its base64 text, for AssumeRoleWithSAML. */
export function practiceAssertion(world: World, answer: SamlAnswer): string {
  const time = (ms: number) => new Date(ms).toISOString();
  const { issuer, subject, issued, expires, recipient = samlAudience } = answer;
  const attributes = Object.entries(answer.attributes).map(([name, values]) => {
    const inner = values.map((value) => `<saml2:AttributeValue>${escapeXml(value)}</saml2:AttributeValue>`);
    return `<saml2:Attribute Name="${escapeXml(attributePrefix + name)}">${inner.join('')}</saml2:Attribute>`;
  });
  const body = [
    `<saml2:Issuer>${escapeXml(issuer)}</saml2:Issuer>`,
    `<saml2:Subject><saml2:NameID Format="${escapeXml(answer.format ?? `${nameFormat}persistent`)}">${escapeXml(subject)}</saml2:NameID>`,
    `<saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData NotOnOrAfter="${time(expires)}" Recipient="${escapeXml(recipient)}"/></saml2:SubjectConfirmation></saml2:Subject>`,
    `<saml2:Conditions NotBefore="${time(issued)}" NotOnOrAfter="${time(expires)}"><saml2:AudienceRestriction><saml2:Audience>urn:amazon:webservices</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>`,
    `<saml2:AuthnStatement AuthnInstant="${time(issued)}"/>`,
    `<saml2:AttributeStatement>${attributes.join('')}</saml2:AttributeStatement>`,
  ].join('');
  const signed = `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignatureValue>${signature(world, issuer, body)}</ds:SignatureValue></ds:Signature>`;
  const text = `<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" IssueInstant="${time(issued)}"><saml2:Assertion Version="2.0" IssueInstant="${time(issued)}">${body}${signed}</saml2:Assertion></saml2p:Response>`;
  return toBase64(encoder.encode(text));
}

export interface ReadAnswer extends Required<SamlAnswer> {
  /** The provider whose metadata this is signed for. */
  isSignedFor(metadata: string): boolean;
}

function find(node: XmlNode, name: string): XmlNode | undefined {
  if (node.name === name) return node;
  for (const child of node.children) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}

/** What an answer says; undefined when it is none. */
export function readAssertion(world: World, encoded: string): ReadAnswer | undefined {
  let text: string;
  let root: XmlNode;
  try {
    text = new TextDecoder().decode(fromBase64(encoded.replace(/\s/g, '')));
    root = parseXml(text);
  } catch {
    return undefined;
  }
  const assertion = find(root, 'Assertion');
  const issuer = assertion && find(assertion, 'Issuer')?.text.trim();
  const name = assertion && find(assertion, 'NameID');
  const confirmation = assertion && find(assertion, 'SubjectConfirmationData')?.attributes;
  const issued = Date.parse(assertion?.attributes.IssueInstant ?? '');
  const expires = Date.parse(confirmation?.NotOnOrAfter ?? '');
  if (!assertion || !issuer || !name || !confirmation || Number.isNaN(issued) || Number.isNaN(expires))
    return undefined;
  const attributes = Object.fromEntries(
    (find(assertion, 'AttributeStatement')?.children ?? []).map((attribute) => [
      (attribute.attributes.Name ?? '').replace(attributePrefix, ''),
      attribute.children.map((value) => value.text.trim()),
    ]),
  );
  const body = /<saml2:Assertion [^>]*>([\s\S]*?)<ds:Signature[\s>]/.exec(text)?.[1] ?? '';
  const signed = find(assertion, 'SignatureValue')?.text ?? '';
  return {
    issuer,
    subject: name.text.trim(),
    format: name.attributes.Format ?? '',
    recipient: confirmation.Recipient ?? '',
    issued,
    expires,
    attributes,
    isSignedFor: (metadata) =>
      metadata.includes(`entityID="${escapeXml(issuer)}"`) &&
      metadata.includes(certificate(world, issuer)) &&
      signed === signature(world, issuer, body),
  };
}
