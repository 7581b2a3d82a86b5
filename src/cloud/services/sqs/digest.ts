// The digest over a message's attributes, by which clients check that they arrived whole (SQS developer guide,
// «Calculating the MD5 message digest for message attributes»).
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { md5Hex } from '../../wire/md5.ts';

const encoder = new TextEncoder();

function lengthAnd(bytes: Uint8Array): number[] {
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, bytes.length);
  return [...head, ...bytes];
}

export function digestOfAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): string {
  const bytes = Object.keys(attributes)
    .sort()
    .flatMap((name) => {
      const { DataType = '', StringValue, BinaryValue } = attributes[name] as MessageAttributeValue;
      const isBinary = DataType.startsWith('Binary');
      return [
        ...lengthAnd(encoder.encode(name)),
        ...lengthAnd(encoder.encode(DataType)),
        isBinary ? 2 : 1,
        ...lengthAnd(isBinary ? (BinaryValue ?? new Uint8Array()) : encoder.encode(StringValue ?? '')),
      ];
    });
  return md5Hex(Uint8Array.from(bytes));
}
