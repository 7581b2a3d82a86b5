// The protocols a service can speak: which operation a request means, its input, and how answer and error are written.
// REST protocols are in rest.ts, which the services that need it bring along. Tests: test/cloud/wire.test.ts
import type { AwsError } from '../services/errors.ts';
import { fail } from '../services/errors.ts';
import type { Service } from '../services/service.ts';
import { formTree, readStructure } from './form.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { parseJson, readJson, writeJson } from './json.ts';
import { element, escapeXml, writeMembers } from './xml.ts';

export interface Reading {
  operation: string;
  input(): Record<string, unknown>;
}

export interface Dialect {
  read(service: Service, request: HttpRequest): Reading;
  answer(service: Service, operation: string, output: unknown, requestId: string): HttpResponse;
  error(service: Service, error: AwsError, status: number, requestId: string): HttpResponse;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function textOf(request: HttpRequest): string {
  return decoder.decode(request.body);
}

export function respond(status: number, type: string, text: string, requestId: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': type, 'x-amzn-requestid': requestId },
    body: encoder.encode(text),
  };
}

/** The form of a query request: its body, and for GET its address. */
export function formOf(request: HttpRequest): URLSearchParams {
  const form = new URLSearchParams(new URL(request.url).search);
  if (request.method === 'POST')
    for (const [name, value] of new URLSearchParams(textOf(request))) form.append(name, value);
  return form;
}

export const query: Dialect = {
  read(service, request) {
    const form = formOf(request);
    const operation = form.get('Action');
    if (!operation) return fail('MissingAction', 'The request must contain the parameter Action.');
    const schema = known(service, operation, form.get('Version') ?? service.version);
    return {
      operation,
      input: () =>
        schema.in
          ? (readStructure(
              service.schemas,
              schema.in,
              formTree(form),
              service.protocol === 'ec2' ? 'ec2' : 'query',
            ) as Record<string, unknown>)
          : {},
    };
  },
  answer(service, operation, output, requestId) {
    const schema = service.schemas.operations[operation];
    const result = schema?.out
      ? element(`${operation}Result`, writeMembers(service.schemas, schema.out, output as object))
      : '';
    const metadata = element('ResponseMetadata', element('RequestId', requestId));
    const text = `<${operation}Response xmlns="${service.namespace}">${result}${metadata}</${operation}Response>`;
    return respond(200, 'text/xml', text, requestId);
  },
  error(service, error, status, requestId) {
    const inner =
      element('Type', status < 500 ? 'Sender' : 'Receiver') +
      element('Code', escapeXml(error.code)) +
      element('Message', escapeXml(error.message));
    const text = `<ErrorResponse xmlns="${service.namespace}">${element('Error', inner)}${element('RequestId', requestId)}</ErrorResponse>`;
    return respond(status, 'text/xml', text, requestId);
  },
};

export const ec2: Dialect = {
  read: query.read,
  answer(service, operation, output, requestId) {
    const schema = service.schemas.operations[operation];
    const inner = schema?.out
      ? writeMembers(service.schemas, schema.out, output as object, true)
      : element('return', 'true');
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="${service.namespace}">${element('requestId', requestId)}${inner}</${operation}Response>`;
    return respond(200, 'text/xml;charset=UTF-8', text, requestId);
  },
  error(_service, error, status, requestId) {
    const inner = element('Code', escapeXml(error.code)) + element('Message', escapeXml(error.message));
    const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${element('Errors', element('Error', inner))}${element('RequestID', requestId)}</Response>`;
    return respond(status, 'text/xml;charset=UTF-8', text, requestId);
  },
};

const jsonType = ({ jsonVersion }: Service) => `application/x-amz-json-${jsonVersion ?? '1.1'}`;

export const json: Dialect = {
  read(service, request) {
    const target = request.headers['x-amz-target'] ?? '';
    const operation = target.slice(target.lastIndexOf('.') + 1);
    const schema = Object.hasOwn(service.schemas.operations, operation)
      ? service.schemas.operations[operation]
      : undefined;
    if (!schema) return fail('UnknownOperationException', '');
    return {
      operation,
      input: () =>
        schema.in
          ? (readJson(service.schemas, `$${schema.in}`, parseJson(textOf(request))) as Record<
              string,
              unknown
            >)
          : {},
    };
  },
  answer(service, operation, output, requestId) {
    const schema = service.schemas.operations[operation];
    const text = schema?.out ? JSON.stringify(writeJson(service.schemas, `$${schema.out}`, output)) : '';
    return respond(200, jsonType(service), text, requestId);
  },
  error(service, error, status, requestId) {
    const text = JSON.stringify({ __type: error.code, message: error.message, ...error.details });
    const answer = respond(status, jsonType(service), text, requestId);
    answer.headers['x-amzn-errortype'] = error.code;
    return answer;
  },
};

function known(service: Service, operation: string, version: string) {
  const schema = Object.hasOwn(service.schemas.operations, operation)
    ? service.schemas.operations[operation]
    : undefined;
  if (!schema || version !== service.version)
    return fail('InvalidAction', `Could not find operation ${operation} for version ${version}`);
  return schema;
}

/** Names that the JSON services give to the errors common to all. */
const jsonNames: Record<string, string> = {
  AccessDenied: 'AccessDeniedException',
  ExpiredToken: 'ExpiredTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  ValidationError: 'ValidationException',
};

/** The name that the query protocol has for an error common to all services, of that which JSON has. */
export function queryName(name: string): string {
  const found = Object.entries(jsonNames).find(([, named]) => named === name);
  return found?.[0] ?? name.replace(/Exception$/, '');
}

const s3Names: Record<string, string> = {
  InvalidClientTokenId: 'InvalidAccessKeyId',
  MissingAuthenticationToken: 'AccessDenied',
  ValidationError: 'InvalidArgument',
};

const ec2Names: Record<string, string> = {
  AccessDenied: 'UnauthorizedOperation',
  InvalidClientTokenId: 'AuthFailure',
  SignatureDoesNotMatch: 'AuthFailure',
  ValidationError: 'InvalidParameterValue',
};

interface Wording {
  code: string;
  status: number;
  message: string;
}

const unvalidated: Wording = {
  code: 'AuthFailure',
  status: 401,
  message: 'AWS was not able to validate the provided access credentials',
};
const skewed = /^Signature (expired|not yet current)/;

/** «Error responses», S3 API reference. */
function s3Wording({ code, message }: AwsError): Wording | undefined {
  if (code === 'InvalidClientTokenId')
    return {
      code: 'InvalidAccessKeyId',
      status: 403,
      message: 'The AWS Access Key Id you provided does not exist in our records.',
    };
  if (code === 'ExpiredToken') return { code, status: 400, message: 'The provided token has expired.' };
  if (code !== 'SignatureDoesNotMatch') return undefined;
  return skewed.test(message)
    ? {
        code: 'RequestTimeTooSkewed',
        status: 403,
        message: 'The difference between the request time and the current time is too large.',
      }
    : {
        code,
        status: 403,
        message:
          'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      };
}

/** «Error codes for the Amazon EC2 API», EC2 developer guide. */
function ec2Wording({ code, message }: AwsError): Wording | undefined {
  const isLate = code === 'ExpiredToken' || (code === 'SignatureDoesNotMatch' && skewed.test(message));
  if (isLate) return { code: 'RequestExpired', status: 400, message: 'Request has expired.' };
  return code === 'SignatureDoesNotMatch' || code === 'InvalidClientTokenId' ? unvalidated : undefined;
}

/** What S3 and EC2 say of a caller in words of their own. */
export function protocolWording(service: Service, error: AwsError): Wording | undefined {
  if (service.protocol === 'rest-xml') return s3Wording(error);
  return service.protocol === 'ec2' ? ec2Wording(error) : undefined;
}

/** The code by which a service of this protocol tells an error. */
export function protocolCode(service: Service, code: string): string {
  switch (service.protocol) {
    case 'json':
    case 'rest-json':
      return jsonNames[code] ?? code;
    case 'rest-xml':
      return s3Names[code] ?? code;
    case 'ec2':
      return ec2Names[code] ?? code;
    case 'query':
      return code;
  }
}
