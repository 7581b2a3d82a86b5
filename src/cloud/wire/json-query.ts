// JSON as services speak it that once spoke the query protocol (SQS): errors also carry the code they had there, which
// the AWS CLI and boto3 show. Source: Smithy, «awsQueryCompatible trait». Tests: test/cloud/sqs.test.ts
import { AwsError } from '../services/errors.ts';
import type { Dialect } from './protocol.ts';
import { json, queryName } from './protocol.ts';

export const jsonQuery: Dialect = {
  ...json,
  error(service, error, status, requestId) {
    const known = Object.entries(service.schemas.errors).find(([, { code }]) => code === error.code);
    const name = known?.[0] ?? error.code;
    const answer = json.error(
      service,
      new AwsError(name, error.message, { details: error.details }),
      400,
      requestId,
    );
    const code = known?.[1].code ?? queryName(name);
    answer.headers['x-amzn-query-error'] = `${code};${status < 500 ? 'Sender' : 'Receiver'}`;
    return answer;
  },
};
