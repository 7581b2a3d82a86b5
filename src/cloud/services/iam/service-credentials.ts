// Credentials of a user for single services: SSH keys for CodeCommit, and service-specific ones.
import type * as sdk from '@aws-sdk/client-iam';
import { md5Hex } from '../../wire/md5.ts';
import { fromBase64 } from '../../wire/schema.ts';
import type { ServiceCredential, SshKey, User } from '../../world/entities.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { callerName, date, findUser, inOrder, onUser, page, putUser, quota } from './common.ts';

// SSH public keys

function findKey(user: User, id: string): SshKey {
  return (
    user.sshKeys.find((key) => key.id === id) ??
    fail('NoSuchEntity', `The SSH Public Key with id ${id} cannot be found.`)
  );
}

/** The key's MD5, as bytes in colon-separated hex. */
function fingerprint(body: string): string {
  const found = /^(ssh-rsa|ssh-ed25519|ecdsa-\S+)\s+([A-Za-z0-9+/=]+)/.exec(body.trim());
  const pem = /-----BEGIN [A-Z ]*PUBLIC KEY-----([\s\S]+?)-----END/.exec(body);
  const base64 = found?.[2] ?? pem?.[1]?.replace(/\s/g, '');
  if (found && found[1] !== 'ssh-rsa')
    fail('UnrecognizedPublicKeyEncoding', 'The public key encoding is not supported.');
  if (!base64) fail('InvalidPublicKey', 'The public key is malformed.');
  try {
    return (md5Hex(fromBase64(base64)).match(/../g) ?? []).join(':');
  } catch {
    return fail('InvalidPublicKey', 'The public key is malformed.');
  }
}

function toldKey(user: User, key: SshKey): sdk.SSHPublicKey {
  return {
    UserName: user.name,
    SSHPublicKeyId: key.id,
    Fingerprint: key.fingerprint,
    SSHPublicKeyBody: key.body,
    Status: key.status,
    UploadDate: date(key.uploaded),
  };
}

const uploadKey = operation<sdk.UploadSSHPublicKeyRequest, sdk.UploadSSHPublicKeyResponse>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName);
    const print = fingerprint(input.SSHPublicKeyBody);
    if (user.sshKeys.some((key) => key.fingerprint === print))
      fail('DuplicateSSHPublicKey', 'The SSH public key is already associated with the specified IAM user.');
    quota('SSHPublicKeysPerUser', user.sshKeys.length);
    const key: SshKey = {
      id: call.tx.ids.entity('APKA'),
      fingerprint: print,
      body: input.SSHPublicKeyBody,
      status: 'Active',
      uploaded: call.times.now,
    };
    putUser(call, { ...user, sshKeys: [...user.sshKeys, key] });
    return { SSHPublicKey: toldKey(user, key) };
  },
});

const getKey = operation<sdk.GetSSHPublicKeyRequest, sdk.GetSSHPublicKeyResponse>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName);
    return { SSHPublicKey: toldKey(user, findKey(user, input.SSHPublicKeyId)) };
  },
});

const listKeys = operation<sdk.ListSSHPublicKeysRequest, sdk.ListSSHPublicKeysResponse>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName ?? callerName(call));
    const { items, rest } = page(input, user.sshKeys, ({ id }) => id);
    return {
      SSHPublicKeys: items.map(({ id, status, uploaded }) => ({
        UserName: user.name,
        SSHPublicKeyId: id,
        Status: status,
        UploadDate: date(uploaded),
      })),
      ...rest,
    };
  },
});

const updateKey = operation<sdk.UpdateSSHPublicKeyRequest, void>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName);
    const found = findKey(user, input.SSHPublicKeyId);
    const status = input.Status as SshKey['status'];
    putUser(call, {
      ...user,
      sshKeys: user.sshKeys.map((key) => (key === found ? { ...key, status } : key)),
    });
  },
});

const deleteKey = operation<sdk.DeleteSSHPublicKeyRequest, void>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName);
    const found = findKey(user, input.SSHPublicKeyId);
    putUser(call, { ...user, sshKeys: user.sshKeys.filter((key) => key !== found) });
  },
});

// Service-specific credentials

const supported = [
  'codecommit.amazonaws.com',
  'cassandra.amazonaws.com',
  'bedrock.amazonaws.com',
  'logs.amazonaws.com',
];

function told(user: User, credential: ServiceCredential): sdk.ServiceSpecificCredentialMetadata {
  return {
    UserName: user.name,
    Status: credential.status,
    ...(credential.alias === undefined
      ? { ServiceUserName: credential.userName }
      : { ServiceCredentialAlias: credential.alias }),
    CreateDate: date(credential.created),
    ...(credential.expires === undefined ? {} : { ExpirationDate: date(credential.expires) }),
    ServiceSpecificCredentialId: credential.id,
    ServiceName: credential.service,
  };
}

/** Passwords for CodeCommit and Keyspaces, API keys for the others. */
function secret(call: Call, credential: ServiceCredential) {
  const text = `${call.tx.ids.token(43)}=`;
  return credential.alias === undefined ? { ServicePassword: text } : { ServiceCredentialSecret: text };
}

const create = operation<
  sdk.CreateServiceSpecificCredentialRequest,
  sdk.CreateServiceSpecificCredentialResponse
>({
  resource: onUser.resource,
  context: (input, call) => ({
    ...onUser.context(input, call),
    'iam:ServiceSpecificCredentialServiceName': input.ServiceName,
    ...(input.CredentialAgeDays === undefined
      ? {}
      : { 'iam:ServiceSpecificCredentialAgeDays': String(input.CredentialAgeDays) }),
  }),
  run(input, call) {
    const user = findUser(call, input.UserName);
    if (!supported.includes(input.ServiceName))
      fail(
        'NotSupportedService',
        `The service ${input.ServiceName} does not support service-specific credentials.`,
        { status: 404 },
      );
    const same = user.serviceCredentials.filter(({ service }) => service === input.ServiceName);
    quota('ServiceSpecificCredentialsPerUser', same.length);
    const id = call.tx.ids.entity('ACCA');
    const keyed = input.ServiceName.startsWith('bedrock') || input.ServiceName.startsWith('logs');
    const credential: ServiceCredential = {
      id,
      service: input.ServiceName,
      userName: `${user.name}-at-${call.tx.accountId}`,
      ...(keyed ? { alias: `${user.name}-at-${call.tx.accountId}-${id.slice(-4)}` } : {}),
      status: 'Active',
      created: call.times.now,
      ...(input.CredentialAgeDays === undefined
        ? {}
        : { expires: call.times.now + input.CredentialAgeDays * 86_400_000 }),
    };
    putUser(call, { ...user, serviceCredentials: [...user.serviceCredentials, credential] });
    return {
      ServiceSpecificCredential: {
        ...(told(user, credential) as sdk.ServiceSpecificCredential),
        ...secret(call, credential),
      },
    };
  },
});

function find(user: User, id: string): ServiceCredential {
  return (
    user.serviceCredentials.find((credential) => credential.id === id) ??
    fail('NoSuchEntity', `No such credential ${id} exists`)
  );
}

const list = operation<sdk.ListServiceSpecificCredentialsRequest, sdk.ListServiceSpecificCredentialsResponse>(
  {
    ...onUser,
    run(input, call) {
      const holders =
        input.AllUsers && input.UserName === undefined
          ? inOrder(call.tx.account.users)
          : [findUser(call, input.UserName ?? callerName(call))];
      const all = holders.flatMap((user) =>
        user.serviceCredentials
          .filter(({ service }) => input.ServiceName === undefined || service === input.ServiceName)
          .map((credential) => told(user, credential)),
      );
      const { items, rest } = page(
        input,
        all,
        (credential) => credential.ServiceSpecificCredentialId as string,
      );
      return { ServiceSpecificCredentials: items, ...rest };
    },
  },
);

const update = operation<sdk.UpdateServiceSpecificCredentialRequest, void>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName ?? callerName(call));
    const found = find(user, input.ServiceSpecificCredentialId);
    const changed = user.serviceCredentials.map((credential) =>
      credential === found ? { ...credential, status: input.Status } : credential,
    );
    putUser(call, { ...user, serviceCredentials: changed });
  },
});

const reset = operation<
  sdk.ResetServiceSpecificCredentialRequest,
  sdk.ResetServiceSpecificCredentialResponse
>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName ?? callerName(call));
    const credential = find(user, input.ServiceSpecificCredentialId);
    return {
      ServiceSpecificCredential: {
        ...(told(user, credential) as sdk.ServiceSpecificCredential),
        ...secret(call, credential),
      },
    };
  },
});

const remove = operation<sdk.DeleteServiceSpecificCredentialRequest, void>({
  ...onUser,
  run(input, call) {
    const user = findUser(call, input.UserName ?? callerName(call));
    const found = find(user, input.ServiceSpecificCredentialId);
    putUser(call, {
      ...user,
      serviceCredentials: user.serviceCredentials.filter((credential) => credential !== found),
    });
  },
});

export const serviceCredentials: Operations = {
  UploadSSHPublicKey: uploadKey,
  GetSSHPublicKey: getKey,
  ListSSHPublicKeys: listKeys,
  UpdateSSHPublicKey: updateKey,
  DeleteSSHPublicKey: deleteKey,
  CreateServiceSpecificCredential: create,
  ListServiceSpecificCredentials: list,
  UpdateServiceSpecificCredential: update,
  ResetServiceSpecificCredential: reset,
  DeleteServiceSpecificCredential: remove,
};
