// A look at somebody's own account: calls, the rules, memory, and how long reading holds a page up.
// Asked: 20 calls for a small account, 80 for 5,000 users, rules within 1 s. The longest tasks of a
// real page are in live-page.ts.
import {
  addingFile,
  blankEvidence,
  bySteps,
  checkup,
  collect,
  type Evidence,
} from '../../src/checkup/index.ts';
import { sdkSend } from '../../src/live/send.ts';
import { largeAccount, largeReport } from '../live/large-account.ts';
import { largeIam } from '../live/large-iam.ts';
import { type Figure, median } from './figure.ts';

const users = 5000;
const pause = (): Promise<void> => new Promise((later) => setImmediate(later));

async function look(count: number): Promise<{ evidence: Evidence; calls: number; seconds: number }> {
  const iam = largeIam(count);
  const send = sdkSend(iam.config);
  const began = performance.now();
  await send('sts', 'GetCallerIdentity', {});
  const { evidence, polls } = await collect({ send, now: Date.now, wait: pause });
  return { evidence, calls: iam.asked.length - polls, seconds: (performance.now() - began) / 1000 };
}

/** The longest time without a pause, in ms. */
async function longestStep(texts: readonly string[]): Promise<number> {
  let longest = 0;
  let began = performance.now();
  const rest = async (): Promise<void> => {
    longest = Math.max(longest, performance.now() - began);
    await pause();
    began = performance.now();
  };
  let evidence = blankEvidence(Date.now());
  for (const text of texts) {
    evidence = (await bySteps(addingFile(evidence, text, Date.now()), () => performance.now(), rest))
      .evidence;
    await rest();
  }
  return longest;
}

export async function* figures(): AsyncGenerator<Figure> {
  yield { name: 'live / calls for 20 users', value: (await look(20)).calls, unit: 'calls' };
  const before = process.memoryUsage().rss;
  const large = await look(users);
  yield { name: 'live / calls for 5,000 users', value: large.calls, unit: 'calls' };
  yield { name: 'live / reading 5,000 users’ answers', value: large.seconds, unit: 's' };
  yield { name: 'live / memory for it', value: (process.memoryUsage().rss - before) / 1e6, unit: 'MB' };
  const rules = Array.from({ length: 7 }, () => {
    // Wide grants are kept for the details they were found in: each time as if they were new.
    const { details } = large.evidence;
    const fresh = {
      ...large.evidence,
      details: details.seen ? { ...details, value: { ...details.value } } : details,
    };
    const began = performance.now();
    checkup(fresh);
    return performance.now() - began;
  });
  yield { name: 'live / rules over 5,000 users', value: median(rules), unit: 'ms' };
  const texts = [JSON.stringify(largeAccount(users), null, 4), largeReport(users)];
  const steps = [];
  for (let n = 0; n < 5; n++) steps.push(await longestStep(texts));
  yield { name: 'live / longest step of reading their files', value: median(steps), unit: 'ms' };
}
