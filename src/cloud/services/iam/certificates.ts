// Server certificates, and the signing certificates of users.
import type * as sdk from '@aws-sdk/client-iam';
import { pathArn } from '../../world/arn.ts';
import { certificateValidity } from '../../world/certificate.ts';
import type { ServerCertificate, SigningCertificate } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import {
  date,
  entityKeys,
  holderOf,
  inOrder,
  newTags,
  onUser,
  page,
  quota,
  requestTagKeys,
  toldTags,
  underPath,
} from './common.ts';
import { tagOperations } from './tagging.ts';

function validity(pem: string): { from: number; until: number } {
  return (
    certificateValidity(pem) ??
    fail(
      'MalformedCertificate',
      'Unable to parse certificate. Please ensure the certificate is in PEM format.',
    )
  );
}

// Signing certificates

function toldSigning(name: string, certificate: SigningCertificate): sdk.SigningCertificate {
  return {
    UserName: name,
    CertificateId: certificate.id,
    CertificateBody: certificate.body,
    Status: certificate.status,
    UploadDate: date(certificate.uploaded),
  };
}

const uploadSigning = operation<sdk.UploadSigningCertificateRequest, sdk.UploadSigningCertificateResponse>({
  ...onUser,
  run(input, call) {
    const holder = holderOf(call, input.UserName);
    validity(input.CertificateBody);
    if (call.tx.account.certificates.some(({ body }) => body === input.CertificateBody))
      fail('DuplicateCertificate', 'The signing certificate has been uploaded before.');
    quota('SigningCertificatesPerUser', holder.credentials.certificates.length);
    const certificate: SigningCertificate = {
      id: call.tx.ids.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32),
      body: input.CertificateBody,
      status: 'Active',
      uploaded: call.times.now,
      holder: holder.key,
    };
    call.tx.put('certificates', certificate.id, certificate);
    holder.change({ certificates: [...holder.credentials.certificates, certificate.id] });
    return { Certificate: toldSigning(holder.name, certificate) };
  },
});

const listSigning = operation<sdk.ListSigningCertificatesRequest, sdk.ListSigningCertificatesResponse>({
  ...onUser,
  run(input, call) {
    const holder = holderOf(call, input.UserName);
    const { items, rest } = page(input, holder.credentials.certificates, (id) => id);
    return {
      Certificates: items.flatMap((id) => {
        const certificate = call.tx.account.certificates.get(id);
        return certificate ? [toldSigning(holder.name, certificate)] : [];
      }),
      ...rest,
    };
  },
});

function findSigning(call: Call, userName: string | undefined, id: string) {
  const holder = holderOf(call, userName);
  const certificate = holder.credentials.certificates.includes(id)
    ? call.tx.account.certificates.get(id)
    : undefined;
  return {
    holder,
    certificate: certificate ?? fail('NoSuchEntity', `The Certificate with id ${id} cannot be found.`),
  };
}

const updateSigning = operation<sdk.UpdateSigningCertificateRequest, void>({
  ...onUser,
  run(input, call) {
    const { certificate } = findSigning(call, input.UserName, input.CertificateId);
    const status = input.Status as SigningCertificate['status'];
    call.tx.put('certificates', certificate.id, { ...certificate, status });
  },
});

const deleteSigning = operation<sdk.DeleteSigningCertificateRequest, void>({
  ...onUser,
  run(input, call) {
    const { holder, certificate } = findSigning(call, input.UserName, input.CertificateId);
    call.tx.remove('certificates', certificate.id);
    holder.change({ certificates: holder.credentials.certificates.filter((id) => id !== certificate.id) });
  },
});

// Server certificates

function find(call: Call, name: string): ServerCertificate {
  return (
    call.tx.account.serverCertificates.get(nameKey(name)) ??
    fail('NoSuchEntity', `The Server Certificate with name ${name} cannot be found.`)
  );
}

function put(call: Call, certificate: ServerCertificate): void {
  call.tx.put('serverCertificates', nameKey(certificate.name), certificate);
}

function metadata(call: Call, certificate: ServerCertificate): sdk.ServerCertificateMetadata {
  return {
    Path: certificate.path,
    ServerCertificateName: certificate.name,
    ServerCertificateId: certificate.id,
    Arn: pathArn(call.tx.accountId, 'server-certificate', certificate.path, certificate.name),
    UploadDate: date(certificate.uploaded),
    Expiration: date(certificate.expires),
  };
}

const onCertificate = {
  resource(input: { ServerCertificateName: string }, call: Call) {
    const found = call.tx.account.serverCertificates.get(nameKey(input.ServerCertificateName));
    return pathArn(
      call.tx.accountId,
      'server-certificate',
      found?.path ?? '/',
      found?.name ?? input.ServerCertificateName,
    );
  },
  context: (input: { ServerCertificateName: string }, call: Call): Context =>
    entityKeys(call.tx.account.serverCertificates.get(nameKey(input.ServerCertificateName))),
};

const upload = operation<sdk.UploadServerCertificateRequest, sdk.UploadServerCertificateResponse>({
  resource: (input, call) =>
    pathArn(call.tx.accountId, 'server-certificate', input.Path ?? '/', input.ServerCertificateName),
  context: (input) => requestTagKeys(input.Tags),
  run(input, call) {
    const { serverCertificates } = call.tx.account;
    if (serverCertificates.has(nameKey(input.ServerCertificateName)))
      fail(
        'EntityAlreadyExists',
        `The Server Certificate with name ${input.ServerCertificateName} already exists.`,
      );
    quota('ServerCertificatesPerAccount', serverCertificates.size);
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(input.PrivateKey))
      fail('MalformedCertificate', 'Could not parse PrivateKey. Please ensure the key is in PEM format.');
    const certificate: ServerCertificate = {
      id: call.tx.ids.entity('ASCA'),
      name: input.ServerCertificateName,
      path: input.Path ?? '/',
      body: input.CertificateBody,
      ...(input.CertificateChain === undefined ? {} : { chain: input.CertificateChain }),
      uploaded: call.times.now,
      expires: validity(input.CertificateBody).until,
      tags: newTags(input.Tags),
    };
    put(call, certificate);
    return { ServerCertificateMetadata: metadata(call, certificate), Tags: toldTags(certificate.tags) };
  },
});

const get = operation<sdk.GetServerCertificateRequest, sdk.GetServerCertificateResponse>({
  ...onCertificate,
  run(input, call) {
    const certificate = find(call, input.ServerCertificateName);
    return {
      ServerCertificate: {
        ServerCertificateMetadata: metadata(call, certificate),
        CertificateBody: certificate.body,
        ...(certificate.chain === undefined ? {} : { CertificateChain: certificate.chain }),
        Tags: toldTags(certificate.tags),
      },
    };
  },
});

const list = operation<sdk.ListServerCertificatesRequest, sdk.ListServerCertificatesResponse>({
  run(input, call) {
    const all = underPath(inOrder(call.tx.account.serverCertificates), input.PathPrefix);
    const { items, rest } = page(input, all, ({ name }) => nameKey(name));
    return {
      ServerCertificateMetadataList: items.map((certificate) => metadata(call, certificate)),
      ...rest,
    };
  },
});

const update = operation<sdk.UpdateServerCertificateRequest, void>({
  ...onCertificate,
  run(input, call) {
    const certificate = find(call, input.ServerCertificateName);
    const name = input.NewServerCertificateName ?? certificate.name;
    if (nameKey(name) !== nameKey(certificate.name)) {
      if (call.tx.account.serverCertificates.has(nameKey(name)))
        fail('EntityAlreadyExists', `The Server Certificate with name ${name} already exists.`);
      call.tx.remove('serverCertificates', nameKey(certificate.name));
    }
    put(call, { ...certificate, name, path: input.NewPath ?? certificate.path });
  },
});

const remove = operation<sdk.DeleteServerCertificateRequest, void>({
  ...onCertificate,
  run: (input, call) =>
    call.tx.remove('serverCertificates', nameKey(find(call, input.ServerCertificateName).name)),
});

export const certificates: Operations = {
  UploadSigningCertificate: uploadSigning,
  ListSigningCertificates: listSigning,
  UpdateSigningCertificate: updateSigning,
  DeleteSigningCertificate: deleteSigning,
  UploadServerCertificate: upload,
  GetServerCertificate: get,
  ListServerCertificates: list,
  UpdateServerCertificate: update,
  DeleteServerCertificate: remove,
  ...tagOperations('ServerCertificate', {
    ...onCertificate,
    find: (input: { ServerCertificateName: string }, call) => find(call, input.ServerCertificateName),
    put: (certificate, _input, call) => put(call, certificate),
  }),
};
