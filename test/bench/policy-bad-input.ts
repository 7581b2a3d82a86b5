// How long the worst inputs take, from text to error or decision. 100 ms is the promise.
import { compile, decide, parse } from '../../src/policy/index.ts';
import { badPolicies } from '../policy/bad-policies.ts';
import { request } from '../policy/make.ts';
import { type Figure, median } from './figure.ts';

export function* figures(): Generator<Figure> {
  let slowest = { name: '', value: 0 };
  for (const [name, make] of Object.entries(badPolicies)) {
    const text = make();
    const value = median(Array.from({ length: 5 }, () => answer(name, text)));
    if (value > slowest.value) slowest = { name, value };
  }
  yield {
    name: `slowest of ${Object.keys(badPolicies).length} bad policies: ${slowest.name}`,
    value: slowest.value,
    unit: 'ms',
  };
}

function answer(name: string, text: string): number {
  const start = performance.now();
  const parsed = parse(text);
  if (parsed.ok) decide(request({ identity: [{ name, compiled: compile(parsed.document) }] }));
  return performance.now() - start;
}
