// A client of AWS as the scenario sees it: call, walk through pages, wait. Answers come in one form from all of them:
// dates as ISO text, bytes as base64, policy documents read.
import type { Key } from './step.ts';

export interface Told {
  answer?: Record<string, unknown>;
  error?: { code: string; message: string; status?: number };
}

export interface Door {
  /** Whether this client has the operation at all, its pages, the waiter. */
  knows(service: string, operation: string): Promise<boolean>;
  hasPages(service: string, operation: string): Promise<boolean>;
  hasWaiter(service: string, waiter: string): Promise<boolean>;
  /** Of the operations given: all waiters it has for them, and all it walks in pages. */
  catalogue(
    service: string,
    operations: readonly string[],
  ): Promise<{ operations: string[]; pages: string[]; waiters: string[] }>;
  call(service: string, operation: string, input: object, key: Key | undefined): Promise<Told>;
  pages(
    service: string,
    operation: string,
    input: object,
    size: number | null,
    key: Key | undefined,
  ): Promise<Told>;
  wait(service: string, waiter: string, input: object, key: Key | undefined): Promise<Told>;
  close(): Promise<void>;
}
