import { describe, expect, it } from 'vitest';
import { lastAccessed } from '../../src/console/iam/lastAccessed.ts';
import { answering } from './client.ts';

describe('services last accessed', () => {
  it('are asked for, waited for, and read page by page', async () => {
    const answers = [
      { JobStatus: 'IN_PROGRESS' },
      {
        JobStatus: 'COMPLETED',
        ServicesLastAccessed: [{ ServiceNamespace: 'ec2' }],
        IsTruncated: true,
        Marker: 'm',
      },
      { JobStatus: 'COMPLETED', ServicesLastAccessed: [{ ServiceNamespace: 's3' }] },
    ];
    const { iam, asked } = answering({
      GenerateServiceLastAccessedDetails: { JobId: 'job' },
      GetServiceLastAccessedDetails: () => answers.shift(),
    });
    let waited = 0;
    const services = await lastAccessed(iam, 'arn:aws:iam::111122223333:user/anna', async () => {
      waited += 1;
    });
    expect(services.map((one) => one.ServiceNamespace)).toEqual(['ec2', 's3']);
    expect(waited).toBe(1);
    expect(asked.map(({ input }) => input)).toEqual([
      { Arn: 'arn:aws:iam::111122223333:user/anna' },
      { JobId: 'job' },
      { JobId: 'job' },
      { JobId: 'job', Marker: 'm' },
    ]);
  });

  it('say why IAM could not', async () => {
    const { iam } = answering({
      GenerateServiceLastAccessedDetails: { JobId: 'job' },
      GetServiceLastAccessedDetails: { JobStatus: 'FAILED', Error: { Message: 'no report', Code: 'x' } },
    });
    await expect(lastAccessed(iam, 'arn')).rejects.toThrow('no report');
  });
});
