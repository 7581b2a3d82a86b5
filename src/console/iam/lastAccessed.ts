// Which services an identity may use and when it last did: a job that IAM is asked for and answers in pages.
// Tests: test/console/lastAccessed.test.ts.
import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type IAMClient,
  type ServiceLastAccessed,
} from '@aws-sdk/client-iam';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @param arn of a user, group, role or policy */
export async function lastAccessed(
  iam: IAMClient,
  arn: string,
  pause = wait,
): Promise<ServiceLastAccessed[]> {
  const { JobId: job } = await iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn: arn }));
  const all: ServiceLastAccessed[] = [];
  let marker: string | undefined;
  for (let turn = 0; turn < 60; ) {
    const answer = await iam.send(
      new GetServiceLastAccessedDetailsCommand({
        JobId: job,
        ...(marker === undefined ? {} : { Marker: marker }),
      }),
    );
    if (answer.JobStatus === 'FAILED') throw new Error(answer.Error?.Message ?? 'The job failed');
    if (answer.JobStatus !== 'COMPLETED') {
      turn += 1;
      await pause(1000);
      continue;
    }
    all.push(...(answer.ServicesLastAccessed ?? []));
    if (answer.IsTruncated !== true || answer.Marker === undefined) return all;
    marker = answer.Marker;
  }
  throw new Error('IAM did not finish the job in a minute');
}
