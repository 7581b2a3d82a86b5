// Performs a scenario through a door and checks every answer. It goes on after a step that goes wrong, so that one
// fault is not told as many, and tells all of them.
import { expect } from 'vitest';
import type { RunningEndpoint } from '../../../src/cli/serve.ts';
import type { Door, Told } from './doors.ts';
import type { Answer, CallStep, Kept, Step } from './step.ts';

export async function perform(
  scenario: readonly Step[],
  door: Door,
  running: RunningEndpoint,
  kept: Kept,
): Promise<void> {
  const faults: string[] = [];
  for (const [n, step] of scenario.entries()) {
    const name = step.kind === 'wait' ? `wait ${step.waiter}` : `${step.kind} ${step.operation}`;
    await performStep(step, door, running, kept).catch((error: Error & { diff?: string }) =>
      faults.push(`step ${n + 1}, ${step.service} ${name}: ${error.message}\n${error.diff ?? ''}`),
    );
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

async function performStep(step: Step, door: Door, running: RunningEndpoint, kept: Kept): Promise<void> {
  const input = typeof step.input === 'function' ? step.input(kept) : step.input;
  const key = step.as?.(kept);
  if (step.kind === 'wait') {
    if (!(await door.hasWaiter(step.service, step.waiter))) return;
    return expectGood(await door.wait(step.service, step.waiter, input, key));
  }
  if (!(await door.knows(step.service, step.operation))) return;
  if (step.kind === 'call')
    return check(step, await door.call(step.service, step.operation, input, key), kept);
  if (!(await door.hasPages(step.service, step.operation))) return;
  const whole = await door.call(step.service, step.operation, input, key);
  expectGood(whole);
  let requests = 0;
  const stop = running.cloud.subscribe((record) => {
    if (record.operation === step.operation) requests++;
  });
  const walked = await door.pages(step.service, step.operation, input, step.size, key);
  stop();
  expectGood(walked);
  for (const member of step.members) expect(at(walked, member), member).toEqual(at(whole, member));
  const longest = Math.max(...step.members.map((member) => at(walked, member).length));
  if (step.size === null) expect(requests).toBe(1);
  else {
    expect(longest, 'items, more than one page').toBeGreaterThan(step.size);
    expect(requests, 'requests').toBeGreaterThanOrEqual(Math.ceil(longest / step.size));
  }
}

function at({ answer }: Told, path: string): unknown[] {
  return path.split('.').reduce((value: Answer, name) => value?.[name], answer) ?? [];
}

function expectGood(told: Told): void {
  expect(told.error).toBeUndefined();
}

function check(step: CallStep, told: Told, kept: Kept): void {
  if (step.error) {
    const [code, status, message] = step.error;
    expect(told.error?.code).toBe(code);
    // The CLI does not print the status.
    if (told.error?.status !== undefined) expect(told.error.status).toBe(status);
    if (message !== undefined)
      expect(told.error?.message).toEqual(
        typeof message === 'string' ? message : expect.stringMatching(message),
      );
    return;
  }
  expectGood(told);
  const wanted = typeof step.answer === 'function' ? step.answer(kept) : step.answer;
  if (wanted) expect(told.answer).toMatchObject(wanted);
  if (step.keep) kept[step.keep] = told.answer;
}
