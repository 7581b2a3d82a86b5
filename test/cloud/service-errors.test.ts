// The errors of the services beside IAM and STS: name, status and sentence of each, in the service's protocol. Every
// place in the code that refuses has a case that gets there, and so has every error that the SDK declares for an
// operation that is simulated, or there is a reason. What is told stands in errors/told-*.txt, to be read through when
// it changes.
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/cloud/index.ts';
import { invented, simulated } from '../../src/cloud/index.ts';
import { findService } from '../../src/cloud/services/registry.ts';
import { protocolCode } from '../../src/cloud/wire/protocol.ts';
import { declaredExceptions } from './errors/declared.ts';
import { begin, type Input, type ServiceErrors, send } from './errors/service-cases.ts';
import { accountErrors, memberOf } from './errors/services/account.ts';
import { cloudtrailErrors } from './errors/services/cloudtrail.ts';
import { ec2Errors } from './errors/services/ec2.ts';
import { imdsErrors } from './errors/services/imds.ts';
import { organizationsErrors } from './errors/services/organizations.ts';
import { billingErrors, portalErrors, supportplansErrors } from './errors/services/portal.ts';
import { s3Errors } from './errors/services/s3.ts';
import { signinErrors } from './errors/services/signin.ts';
import { sqsErrors } from './errors/services/sqs.ts';
import { refusals } from './errors/thrown.ts';
import { refusal } from './support/account.ts';

const all: readonly ServiceErrors[] = [
  accountErrors,
  cloudtrailErrors,
  ec2Errors,
  organizationsErrors,
  s3Errors,
  sqsErrors,
  billingErrors,
  imdsErrors,
  portalErrors,
  signinErrors,
  supportplansErrors,
];

interface Told {
  name: string;
  code: string;
  status: number;
  message: string;
}

async function toldOf(promise: Promise<unknown>): Promise<Told> {
  let name = 'nothing';
  const watched = promise.catch((error: Error) => {
    ({ name } = error);
    throw error;
  });
  return refusal(watched)
    .then((told) => ({ name, ...told }))
    .catch(() => ({ name, code: name, status: 0, message: '' }));
}

const memberRoot = (world: World) => `arn:aws:iam::${memberOf(world)}:root`;

/** The request as it would be in the full account, for one that has nothing. */
async function inputIn(errors: ServiceErrors, input: Input): Promise<object> {
  const { cloud, now } = await begin(errors);
  return typeof input === 'function' ? input(cloud.world, now) : input;
}

it('leaves no service out', () => {
  const held = ['iam', 'sts', ...all.map(({ service }) => service)];
  expect(held.sort()).toEqual(Object.keys(simulated).sort());
});

describe.each(all)('$service', (errors) => {
  const { service, cases, inputs, everywhere, somewhere, undeclared } = errors;
  const declared = typeof undeclared === 'string' ? [] : declaredExceptions(service);
  const elsewhere = typeof undeclared === 'string' ? {} : undeclared;
  const pairs = new Set(cases.map(({ operation, error }) => `${operation} ${error}`));

  it('does what the cases begin from: one good request of each operation', async () => {
    expect(Object.keys(inputs).sort()).toEqual([...(simulated[service] ?? [])].sort());
    const refused: string[] = [];
    for (const [operation, input] of Object.entries(inputs)) {
      const alone = operation === 'CreateOrganization' || operation === 'DeleteOrganization';
      const as = operation === 'LeaveOrganization' ? memberRoot : 'root';
      const test = await begin(errors, alone);
      if (operation === 'DeleteOrganization') await send(test, service, ['CreateOrganization', {}]);
      if (operation === 'ReopenAccount')
        await send(test, service, ['CloseAccount', inputs.CloseAccount as object]);
      const told = await toldOf(send(test, service, [operation, input, { as }]));
      if (told.status !== 0) refused.push(`${operation} ${told.name}: ${told.message}`);
    }
    expect(refused).toEqual([]);
  });

  it('has a case or a reason for every declared error, and no reason too many', () => {
    const known = invented.includes(service) ? [] : declaredExceptions(service);
    expect(
      known.filter((pair) => {
        const error = pair.split(' ')[1] as string;
        return !pairs.has(pair) && !(error in everywhere) && !(pair in somewhere);
      }),
    ).toEqual([]);
    const names = new Set(known.map((pair) => pair.split(' ')[1]));
    expect(Object.keys(everywhere).filter((error) => !names.has(error))).toEqual([]);
    expect(Object.keys(somewhere).filter((pair) => !known.includes(pair) || pairs.has(pair))).toEqual([]);
  });

  it('tells each with its name, its status and a sentence', { timeout: 60_000 }, async () => {
    const loaded = await findService(service);
    if (!loaded) throw new Error(`there is no service ${service}`);
    const statuses = loaded.service.schemas.errors;
    const lines = new Set<string>();
    const reached: Told[] = [];
    const wrong: string[] = [];
    for (const { operation, error, input, before = [], status, empty, ...sending } of cases) {
      const test = await begin(errors, empty);
      // An input that names what is there is made before anything else happens.
      const given = empty && before.length === 0 ? await inputIn(errors, input) : input;
      for (const step of before) await send(test, service, step);
      const told = await toldOf(send(test, service, [operation, given, sending]));
      reached.push(told);
      const isJson = loaded.service.protocol === 'json' && status === undefined;
      const wanted = isJson ? 400 : (status ?? statuses[error]?.status ?? 400);
      const named = told.code === told.name ? told.name : `${told.name} (${told.code})`;
      const line = `${operation}  ${named} ${told.status}  ${told.message}`;
      lines.add(line);
      if (![told.name, told.code].includes(error) || told.status !== wanted)
        wrong.push(`wanted ${error} ${wanted}: ${line}`);
      const isKnown = declared.includes(`${operation} ${told.name}`) || told.name in elsewhere;
      if (typeof undeclared !== 'string' && !isKnown) wrong.push(`not declared: ${line}`);
    }
    expect(wrong).toEqual([]);
    const missed = refusals(service).filter(({ code, written = '', message }) => {
      // AccessDenied is AccessDeniedException in JSON.
      const named = protocolCode(loaded.service, written);
      return !reached.some(
        (told) =>
          message.test(told.message) &&
          (code.test(told.code) || code.test(told.name) || [told.code, told.name].includes(named)),
      );
    });
    expect(missed.map(({ at, code, message }) => `${at} ${code} ${message}`)).toEqual([]);
    await expect(`${[...lines].sort().join('\n')}\n`).toMatchFileSnapshot(`errors/told-${service}.txt`);
  });
});
