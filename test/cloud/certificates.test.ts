// What IAM reads from certificates.
import {
  GetServerCertificateCommand,
  ListSigningCertificatesCommand,
  UploadServerCertificateCommand,
  UploadSigningCertificateCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { certificateValidity } from '../../src/cloud/world/certificate.ts';
import { refusal, testAccount } from './support/account.ts';

/** A DER element with a short or long length. */
const der = (tag: number, ...parts: number[][]): number[] => {
  const body = parts.flat();
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return [tag, ...length, ...body];
};
const text = (value: string) => [...value].map((char) => char.charCodeAt(0));

/** A certificate's skeleton: only its validity is read. */
function pem(from: number[], until: number[], version = true): string {
  const signed = der(
    0x30,
    ...(version ? [der(0xa0, der(2, [2]))] : []),
    der(2, [1]),
    der(0x30, new Array(200).fill(0)),
    der(0x30),
    der(0x30, from, until),
  );
  const base64 = Buffer.from(der(0x30, signed)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}
const utc = (value: string) => der(0x17, text(value));
const good = pem(utc('261123000000Z'), der(0x18, text('20510101000000Z')));

it('reads validity in both forms of time', () => {
  expect(certificateValidity(good)).toEqual({ from: Date.UTC(2026, 10, 23), until: Date.UTC(2051, 0, 1) });
  expect(certificateValidity(pem(utc('990101000000Z'), utc('491231235959Z'), false))).toEqual({
    from: Date.UTC(1999, 0, 1),
    until: Date.UTC(2049, 11, 31, 23, 59, 59),
  });
  for (const broken of [
    '',
    'x',
    good.slice(0, 80),
    pem(utc('soon'), utc('later')),
    good.replace(/[A-Z]{4}/, '!!!!'),
  ])
    expect(certificateValidity(broken), broken).toBeUndefined();
});

it('uploads server and signing certificates', async () => {
  const { iam } = testAccount();
  const PrivateKey = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';
  await iam.send(
    new UploadServerCertificateCommand({ ServerCertificateName: 'web', CertificateBody: good, PrivateKey }),
  );
  const { ServerCertificate: web } = await iam.send(
    new GetServerCertificateCommand({ ServerCertificateName: 'web' }),
  );
  expect(web?.ServerCertificateMetadata?.Expiration?.getTime()).toBe(Date.UTC(2051, 0, 1));
  expect(
    (await refusal(iam.send(new UploadSigningCertificateCommand({ CertificateBody: 'nothing' })))).code,
  ).toBe('MalformedCertificate');
  await iam.send(new UploadSigningCertificateCommand({ CertificateBody: good }));
  expect((await iam.send(new ListSigningCertificatesCommand({}))).Certificates).toHaveLength(1);
});
