// Requests, signatures and answers; pages and waiting.
import { describe, expect, it } from 'vitest';
import { loadModel } from '../../src/terminal/aws/model.ts';
import { paginate, wholeResult } from '../../src/terminal/aws/paginate.ts';
import type { Dict } from '../../src/terminal/aws/python.ts';
import { writeRequest } from '../../src/terminal/aws/request.ts';
import { readError, readResponse } from '../../src/terminal/aws/response.ts';
import { sign } from '../../src/terminal/aws/sign.ts';
import { aws, environment } from './support.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const xml = (body: string, status = 200) => ({ status, headers: {}, body: new TextEncoder().encode(body) });

describe('requests', () => {
  it('are forms for IAM', async () => {
    const request = writeRequest(
      await loadModel('iam'),
      'CreateUser',
      { UserName: "o'n", Tags: [{ Key: 'a b', Value: 'ü' }] },
      'https://iam.amazonaws.com',
    );
    expect(text(request.body)).toBe(
      'Action=CreateUser&Version=2010-05-08&UserName=o%27n&Tags.member.1.Key=a%20b&Tags.member.1.Value=%C3%BC',
    );
  });

  it('are forms with EC2’s own names for EC2', async () => {
    const request = writeRequest(
      await loadModel('ec2'),
      'DescribeInstances',
      { InstanceIds: ['i-1'], Filters: [{ Name: 'n', Values: ['v'] }] },
      'https://ec2.us-east-1.amazonaws.com',
    );
    expect(text(request.body)).toContain('InstanceId.1=i-1&Filter.1.Name=n&Filter.1.Value.1=v');
  });

  it('are JSON for Organizations, and XML, paths and headers for S3', async () => {
    const json = writeRequest(await loadModel('organizations'), 'ListRoots', {}, 'https://o');
    expect(json.headers['x-amz-target']).toBe('AWSOrganizationsV20161128.ListRoots');
    const s3 = await loadModel('s3');
    const put = writeRequest(
      s3,
      'PutObject',
      { Bucket: 'b', Key: 'a b/c', ContentType: 't', Metadata: { who: 'me' } },
      'https://s3',
    );
    expect(put).toMatchObject({
      method: 'PUT',
      url: 'https://s3/b/a%20b/c',
      headers: { 'content-type': 't', 'x-amz-meta-who': 'me' },
    });
    const tagging = writeRequest(
      s3,
      'PutBucketTagging',
      { Bucket: 'b', Tagging: { TagSet: [{ Key: 'a', Value: '<' }] } },
      'https://s3',
    );
    expect(text(tagging.body)).toBe(
      '<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet><Tag><Key>a</Key><Value>&lt;</Value></Tag></TagSet></Tagging>',
    );
  });

  // The example of the IAM user guide, «Create a signed AWS API request»: get-vanilla-query-order-key-case of AWS's suite.
  it('are signed as AWS signs its own example', () => {
    const request = {
      method: 'GET',
      url: 'https://example.amazonaws.com/?Param2=value2&Param1=value1',
      headers: {},
      body: new Uint8Array(),
    };
    const credentials = {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    };
    const signed = sign(request, credentials, {
      region: 'us-east-1',
      service: 'service',
      now: Date.UTC(2015, 7, 30, 12, 36),
    });
    expect(signed.headers.authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    );
  });
});

describe('answers', () => {
  it('have their members in the order of the model, and empty lists where they were sent', async () => {
    const answer = readResponse(
      await loadModel('iam'),
      'ListUsers',
      xml(
        '<ListUsersResponse><ListUsersResult><IsTruncated>false</IsTruncated><Users/></ListUsersResult></ListUsersResponse>',
      ),
    );
    expect(JSON.stringify(answer)).toBe('{"Users":[],"IsTruncated":false}');
  });

  it.each([
    ['iam', '<ErrorResponse><Error><Code>A</Code><Message>b</Message></Error></ErrorResponse>', {}],
    ['ec2', '<Response><Errors><Error><Code>A</Code><Message>b</Message></Error></Errors></Response>', {}],
    ['s3', '<Error><Code>A</Code><Message>b</Message></Error>', {}],
    ['organizations', '{"__type":"com.amazonaws#A","Message":"b"}', {}],
    ['account', '{"message":"b"}', { 'x-amzn-errortype': 'A:http://x' }],
  ])('%s has errors', async (service, body, headers) => {
    const error = readError(await loadModel(service), { ...xml(body, 400), headers });
    expect(error).toEqual({ code: 'A', message: 'b' });
  });

  it('without a body are told by their status', async () => {
    expect(readError(await loadModel('s3'), xml('', 404))).toEqual({ code: '404', message: 'Not Found' });
  });
});

describe('pages', () => {
  const paginator = {
    input_token: 'Marker',
    output_token: 'Marker',
    more_results: 'IsTruncated',
    result_key: 'Users',
    limit_key: 'MaxItems',
  };
  const all = ['a', 'b', 'c', 'd', 'e'];
  const call = async ({ Marker, MaxItems = 2 }: Dict): Promise<Dict> => {
    const start = Number(Marker ?? 0);
    const end = start + Number(MaxItems);
    const more = end < all.length;
    return { Users: all.slice(start, end), IsTruncated: more, ...(more ? { Marker: String(end) } : {}) };
  };

  it('are put together', async () => {
    expect(await wholeResult(paginate(paginator, {}, {}, call))).toEqual({ Users: all });
  });

  it('can be gone through in pieces of any size, and nothing is lost or twice', async () => {
    for (let size = 1; size <= 6; size++)
      for (let page = 1; page <= 6; page++) {
        const seen: unknown[] = [];
        let token: string | undefined;
        do {
          const paging = {
            maxItems: size,
            pageSize: page,
            ...(token === undefined ? {} : { startingToken: token }),
          };
          const found = await wholeResult(paginate(paginator, {}, paging, call));
          seen.push(...(found.Users as string[]));
          token = found.NextToken as string | undefined;
        } while (token !== undefined);
        expect(seen, `${size} by ${page}`).toEqual(all);
      }
  });

  it('are not asked for without an end', async () => {
    const stuck = async (): Promise<Dict> => ({ Users: ['a'], IsTruncated: true, Marker: 'same' });
    await expect(wholeResult(paginate(paginator, {}, {}, stuck))).rejects.toThrow(
      'The same next token was received twice',
    );
  });
});

describe('waiting', () => {
  it('asks again until it is so', async () => {
    let slept = 0;
    const world = environment();
    const waiting = aws('iam wait user-exists --user-name late', {
      ...world,
      sleep: async () => {
        slept += 1;
        if (slept === 2) await aws('iam create-user --user-name late', world);
      },
    });
    expect((await waiting).exitCode).toBe(0);
    expect(slept).toBe(2);
  });

  it('gives up in the end', async () => {
    const { stderr, exitCode } = await aws('iam wait user-exists --user-name never', environment());
    expect(stderr).toContain('Waiter UserExists failed: Max attempts exceeded');
    expect(exitCode).toBe(255);
  });
});
