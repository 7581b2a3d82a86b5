// AWS's REST protocol with JSON bodies, as far as the Account service uses it: the path names the operation, every
// member is in the body. Fetched with that service. Tests: test/cloud/account.test.ts
import { fail } from '../services/errors.ts';
import type { HttpRequest } from './http.ts';
import { parseJson, readJson, writeJson } from './json.ts';
import type { Dialect } from './protocol.ts';
import { respond, textOf } from './protocol.ts';
import type { ServiceSchemas } from './schema.ts';

const type = 'application/json';

function operationOf(schemas: ServiceSchemas, request: HttpRequest): string {
  const path = new URL(request.url).pathname;
  const found = Object.entries(schemas.operations).find(
    ([, { http }]) => http && http[0] === request.method && http[1] === path,
  );
  return found?.[0] ?? fail('UnknownOperationException', '', { status: 404 });
}

export const restJson: Dialect = {
  read(service, request) {
    const operation = operationOf(service.schemas, request);
    const structure = service.schemas.operations[operation]?.in;
    return {
      operation,
      input: () =>
        structure
          ? (readJson(service.schemas, `$${structure}`, parseJson(textOf(request))) as Record<
              string,
              unknown
            >)
          : {},
    };
  },
  answer(service, operation, output, requestId) {
    const { out, http } = service.schemas.operations[operation] ?? {};
    const text = out ? JSON.stringify(writeJson(service.schemas, `$${out}`, output)) : '';
    return respond(http?.[2] ?? 200, type, text, requestId);
  },
  error(_service, error, status, requestId) {
    const answer = respond(
      status,
      type,
      JSON.stringify({ message: error.message, ...error.details }),
      requestId,
    );
    answer.headers['x-amzn-errortype'] = error.code;
    return answer;
  },
};
