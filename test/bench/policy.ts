// Decisions a second, side by side with @cloud-copilot/iam-simulate (AGPL: a peer here, never a dependency), in the same
// process with the same inputs; explain; how a match grows; the engine's weight. The three inputs: policy-inputs.ts.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type AuthorizationRequest,
  compile,
  contextKeys,
  decide,
  explain,
  type NamedPolicy,
  type PolicyDocument,
  parse,
} from '../../src/policy/index.ts';
import { type Figure, median } from './figure.ts';
import { peer } from './peer.ts';
import { type Input, inputs, user } from './policy-inputs.ts';

interface Simulate {
  runSimulation(simulation: object, options: object): Promise<{ resultType: string; overallResult?: string }>;
}

export async function* figures(): AsyncGenerator<Figure> {
  const simulate = await peer<Simulate>('@cloud-copilot/iam-simulate', '0.1.173');
  for (const input of [inputs.simple, inputs.managed, inputs.wide])
    yield await compiledFigure(input, simulate);
  yield await coldFigure(inputs.managed, simulate);
  const request = requestFrom(inputs.managed, compileValue);
  yield { name: 'explain, ten managed policies', value: time(() => explain(request)), unit: 'ms' };
  yield {
    name: 'explain, ten managed policies, size',
    value: JSON.stringify(explain(request)).length,
    unit: 'bytes',
  };
  yield* growth();
  yield { name: 'engine without data', value: engineWeight(), unit: 'bytes gz' };
}

async function compiledFigure(input: Input, simulate: Simulate | null): Promise<Figure> {
  const request = requestFrom(input, compileValue);
  const run = () => decide(request);
  const name = `decisions, compiled: ${input.name}`;
  if (!simulate) return { name, value: perSecond(run), unit: '1/s' };
  const simulation = simulationFrom(input, (document) => document);
  await agree(request, simulation, simulate);
  const { ours, theirs } = await sideBySide(run, () => simulate.runSimulation(simulation, {}));
  return {
    name,
    value: ours,
    unit: '1/s',
    against: { name: 'iam-simulate', value: theirs },
    ratio: ours / theirs,
  };
}

/** From the policies' texts to the decision, nothing kept between two rounds. */
async function coldFigure(input: Input, simulate: Simulate | null): Promise<Figure> {
  const text = new Map<object, string>();
  const textOf = (document: object) => {
    let found = text.get(document);
    if (found === undefined) {
      found = JSON.stringify(document);
      text.set(document, found);
    }
    return found;
  };
  const run = () => decide(requestFrom(input, (document) => compileText(textOf(document))));
  const name = `decisions, from text: ${input.name}`;
  if (!simulate) return { name, value: perSecond(run), unit: '1/s' };
  const { ours, theirs } = await sideBySide(run, () =>
    simulate.runSimulation(
      simulationFrom(input, (document) => JSON.parse(textOf(document)) as object),
      {},
    ),
  );
  return {
    name,
    value: ours,
    unit: '1/s',
    against: { name: 'iam-simulate', value: theirs },
    ratio: ours / theirs,
  };
}

function compileValue(document: object): NamedPolicy['compiled'] {
  return compile(document as PolicyDocument);
}

function compileText(text: string): NamedPolicy['compiled'] {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return compile(parsed.document);
}

function requestFrom(
  input: Input,
  compiled: (document: object) => NamedPolicy['compiled'],
): AuthorizationRequest {
  const named = (list: Input['identity']) =>
    list.map(({ name, document }) => ({ name, compiled: compiled(document) }));
  return {
    principal: user,
    action: input.action,
    resource: input.resource,
    resourceAccount: input.account,
    context: { ...contextKeys({ principal: user }), ...input.context },
    identity: named(input.identity),
    boundary: named(input.boundary),
    session: null,
    resourcePolicy: input.resourcePolicy && { name: 'bucket', compiled: compiled(input.resourcePolicy) },
    scp: input.scp.length > 0 ? [named(input.scp)] : [],
    rcp: [],
    endpoint: [],
  };
}

function simulationFrom(input: Input, document: (given: object) => object): object {
  const named = (list: Input['identity']) =>
    list.map((policy) => ({ name: policy.name, policy: document(policy.document) }));
  return {
    request: {
      principal: user,
      action: input.action,
      resource: { resource: input.resource, accountId: input.account },
      contextVariables: input.context,
    },
    identityPolicies: named(input.identity),
    serviceControlPolicies:
      input.scp.length > 0 ? [{ orgIdentifier: 'r-1', policies: named(input.scp) }] : [],
    resourceControlPolicies: [],
    ...(input.boundary.length > 0 ? { permissionBoundaryPolicies: named(input.boundary) } : {}),
    ...(input.resourcePolicy ? { resourcePolicy: document(input.resourcePolicy) } : {}),
  };
}

/** A comparison of speed means nothing between different answers. */
async function agree(request: AuthorizationRequest, simulation: object, simulate: Simulate): Promise<void> {
  const theirs = await simulate.runSimulation(simulation, {});
  const ours = decide(request).decision === 'allow' ? 'Allowed' : 'Denied';
  const said = theirs.overallResult === 'Allowed' ? 'Allowed' : 'Denied';
  if (theirs.resultType === 'error' || said !== ours)
    throw new Error(`the engines differ: ${ours}, ${JSON.stringify(theirs).slice(0, 500)}`);
}

const ROUNDS = 9;
const ROUND = 150;

/** Runs a second: the median of several rounds after a warm-up. */
function perSecond(run: () => unknown): number {
  const batch = warmedUp(run);
  return median(Array.from({ length: ROUNDS }, () => rate(run, batch)));
}

/** Both in turn, round by round, so that whatever else the machine does hits both alike. */
async function sideBySide(
  ours: () => unknown,
  theirs: () => Promise<unknown>,
): Promise<{ ours: number; theirs: number }> {
  const batch = warmedUp(ours);
  await rateAsync(theirs);
  const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(rate(ours, batch));
    rates.theirs.push(await rateAsync(theirs));
  }
  return { ours: median(rates.ours), theirs: median(rates.theirs) };
}

function warmedUp(run: () => unknown): number {
  let batch = 1;
  for (let spent = 0; spent < 20; batch *= 2) spent = timed(run, batch);
  timed(run, batch * 4);
  return batch;
}

function rate(run: () => unknown, batch: number): number {
  let done = 0;
  let spent = 0;
  while (spent < ROUND) {
    spent += timed(run, batch);
    done += batch;
  }
  return (done / spent) * 1000;
}

function timed(run: () => unknown, times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return performance.now() - start;
}

async function rateAsync(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < ROUND; done++) await run();
  return (done / (performance.now() - start)) * 1000;
}

/** Milliseconds for one run. */
function time(run: () => unknown): number {
  return 1000 / perSecond(run);
}

/**
 * The worst texts for a matcher with several stars. Doubling pattern and text may multiply the time by four at most;
 * the figure is the factor of one doubling, from three in a row, each size by its quickest run.
 */
function* growth(): Generator<Figure> {
  const shapes: Record<string, (n: number) => [pattern: string, text: string]> = {
    'stars and near misses': (n) => [`${'a*'.repeat(n)}b`, 'a'.repeat(2 * n)],
    'a long run that almost fits': (n) => [`*${'a'.repeat(n)}b*`, 'a'.repeat(4 * n)],
    'question marks between stars': (n) => [`*${'?a'.repeat(n)}b*`, 'a'.repeat(4 * n)],
  };
  for (const [name, shape] of Object.entries(shapes)) {
    const [short = 1, long = 1] = [1024, 8192].map((n) => {
      const [pattern, text] = shape(n);
      const request = patternRequest(pattern, text);
      decide(request);
      return Math.min(...Array.from({ length: 9 }, () => timed(() => decide(request), 3)));
    });
    yield {
      name: `pattern and text doubled, ${name}`,
      value: Math.cbrt(long / short),
      unit: 'times as long',
    };
  }
}

function patternRequest(pattern: string, text: string): AuthorizationRequest {
  const Statement = [
    { Effect: 'Allow' as const, Action: 's3:GetObject', Resource: `arn:aws:s3:::${pattern}` },
  ];
  return {
    ...requestFrom(inputs.simple, compileValue),
    resource: `arn:aws:s3:::${text}`,
    identity: [{ name: 'pattern', compiled: compile({ Version: '2012-10-17', Statement }) }],
  };
}

/** What a page loads before it loads any table: the room's entry, minified; lazy chunks are not counted. */
function engineWeight(): number {
  const root = join(import.meta.dirname, '../..');
  const esbuild = join(root, 'node_modules/esbuild/bin/esbuild');
  const out = execFileSync(
    esbuild,
    [
      join(root, 'src/policy/index.ts'),
      '--bundle',
      '--minify',
      '--format=esm',
      '--external:*/data/actions/index.ts',
    ],
    { maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return gzipSync(out, { level: 9 }).length;
}
