import { describe, expect, it } from 'vitest';
import { credentialReport, readReport } from '../../src/console/iam/report.ts';
import { answering } from './client.ts';

const csv = 'user,arn,mfa_active\n<root_account>,arn:aws:iam::111122223333:root,true\n"a,b",arn:x,false';

describe('the credential report', () => {
  it('is read by its own header, quoted user names included', () => {
    expect(readReport(csv)).toEqual({
      columns: ['user', 'arn', 'mfa_active'],
      rows: [
        { user: '<root_account>', arn: 'arn:aws:iam::111122223333:root', mfa_active: 'true' },
        { user: 'a,b', arn: 'arn:x', mfa_active: 'false' },
      ],
    });
  });

  it('keeps empty fields in their columns', () => {
    expect(readReport('a,b,c\n1,,3\n,,').rows).toEqual([
      { a: '1', b: '', c: '3' },
      { a: '', b: '', c: '' },
    ]);
  });

  it('is waited for while IAM makes it', async () => {
    const states = ['STARTED', 'INPROGRESS', 'COMPLETE'];
    const { iam, operations } = answering({
      GenerateCredentialReport: () => ({ State: states.shift() }),
      GetCredentialReport: { Content: new TextEncoder().encode(csv), GeneratedTime: new Date(0) },
    });
    let waited = 0;
    const report = await credentialReport(iam, async () => {
      waited += 1;
    });
    expect(waited).toBe(2);
    expect(report.csv).toBe(csv);
    expect(report.rows).toHaveLength(2);
    expect(operations()).toEqual([
      'GenerateCredentialReport',
      'GenerateCredentialReport',
      'GenerateCredentialReport',
      'GetCredentialReport',
    ]);
  });
});
