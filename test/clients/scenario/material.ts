// Certificates, keys, codes, tokens and metadata that the scenario hands in. Made for this test; nothing has their secrets.
import { Secret, TOTP } from 'otpauth';

export const certificate = `-----BEGIN CERTIFICATE-----
MIIBhDCCASugAwIBAgIUdtJ8ALP3JCxmgdEh+BNPg+TX92AwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMZXhhbXBsZTEuY29tMCAXDTI2MTEyMzE4MTIxN1oYDzIwNTEw
NzE1MTgxMjE3WjAXMRUwEwYDVQQDDAxleGFtcGxlMS5jb20wWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAS2h1WFYCqKpNjZVOL7ObZ73mdkQYp8LpNISmYMcyV5VZSk
8gDu2RE3fgso9oI9SkbLUVUT7Yox2PbEtrJhID0eo1MwUTAdBgNVHQ4EFgQUZIZW
p9BFl7+mGA6OT9XeMuu/RyUwHwYDVR0jBBgwFoAUZIZWp9BFl7+mGA6OT9XeMuu/
RyUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAKYDvZZthKgKSE
naOZZraL33EEju4C5NVwlPgb6WM0KwIgc3rFsdUsk78f6o312++uctT14SNu4QJ3
0i2ft7GV7XI=
-----END CERTIFICATE-----`;

export const secondCertificate = `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUC0OC86xV/BiqdoDwEk+bn+I8w+0wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMZXhhbXBsZTIuY29tMCAXDTI2MTEyMzE4MTIxOFoYDzIwNTEw
NzE1MTgxMjE4WjAXMRUwEwYDVQQDDAxleGFtcGxlMi5jb20wWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAR0HIsm5hUu4Y2NhUcEziF42xpVGhVeEipTvkQ/7r71gJjZ
65+AIoIy5VNnU90fTM4EopOo6v0ot/Ppm9Hkmhuvo1MwUTAdBgNVHQ4EFgQUtT4u
qmk+QwUCuoU0RBwJiJ2RVFwwHwYDVR0jBBgwFoAUtT4uqmk+QwUCuoU0RBwJiJ2R
VFwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiB5i0JRy7Ih3/cO
7pqVot2wqL+3YypuNzvWcE4O/DF9EwIhAOl9tKoTFy4Oz0YZMXwVzcs62INs6GWz
T8D+6vmxuKyD
-----END CERTIFICATE-----`;

/** Looks like one; the account keeps none of it. */
export const privateKey = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';

export const sshKeys = [
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCqzA7phKEdsFyqPtA1XGi6PCAMitK3nUIMutg6zs6nIu2ogwAjBc4YnccrmSZ+IenHbvq0dC09hfE69rbQW3gHS5nFRVuZZtiJKIL2vD6y2TLWUCivSZgnztulzqpLBb72OM9ybRSiLi6cAY4kKD9i3KzJawJSPkLHXI5I+X2P0Qu1YnP6IoYxoD9R3iyPh2CBwL4zVZTOO8YoPQ6jbYbG5knZ0oM8yve1zv5BmBmHKmloGwFUZcckRfvqCrK1tdlH15L9x4uhEp/Ofqtj3p/totJStn3OfKNml5uaR7OqSCYq1dvKwsRd2Wnd1YOaqY+nrYF89qWhDrKU2ypRFhVF anna',
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCeVnRcT0X15vhUKHTEJM9LyORJZNMWBdZMXb9CN6shXIXQMypPukGRy05S+R/KoOPW5U14KVYPtaEMa+4vKVqSJ+EJPVZLwrWjTcyByTH8Iyldh4CfTVnXHuZR+/bQB1ZqYGp07yWHt2EV7LrNJqVfHL149vQ2PVwBSu/7v0BYgzq+pZ1yOo+zLXPG2/y/fndZNZYbkYverz3H48gpip+A/bdOZ4PJ/bWXrswA10oP3ZtoymehCjwnIKqoVzvcWkFS9Q1lRJQU7O6Kv4YZxh9DbTll+znA/MAvZzxGN0xitY11r1BnP6t2JgtaTwViPKTUC4J284QOVNIZk5devAmx anna',
] as const;

/** RFC 6238, worked out apart from the account's own. */
export function oneTimeCode(seed: string, steps: number): string {
  return new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Metadata of a SAML identity provider; AWS wants at least 1,000 characters of it. */
export function samlMetadata(entity: string): string {
  return [
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}">`,
    '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${entity}/sso"/>`,
    `</IDPSSODescriptor>${' '.repeat(1000)}</EntityDescriptor>`,
  ].join('\n');
}
