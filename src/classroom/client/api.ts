// Asking the server: JSON up and down, refusals as errors with their code. Works over plain http in a local network.
import type { RefusalCode } from '../refusal.ts';

export class Refused extends Error {
  readonly code: RefusalCode | 'offline';
  readonly detail: string | undefined;
  constructor(code: RefusalCode | 'offline', detail?: string) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
  /** Whether the same may work a moment later. */
  get passing(): boolean {
    return ['offline', 'busy', 'storage', 'storage-full', 'too-fast'].includes(this.code);
  }
}

export interface Asking {
  method?: 'GET' | 'POST' | 'DELETE';
  token?: string | undefined;
  body?: unknown;
  signal?: AbortSignal;
}

/** ms after which an answer is no longer awaited. */
const PATIENCE = 15_000;

export async function send(address: string, { method, token, body, signal }: Asking = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      cache: 'no-store',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ?? AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Refused('offline');
  }
  if (response.ok) return response;
  const answer = (await response.json().catch(() => ({}))) as {
    error?: { code?: RefusalCode; detail?: string };
  };
  // A proxy in between answers in its own words.
  throw new Refused(
    answer.error?.code ?? (response.status >= 500 ? 'offline' : 'bad-request'),
    answer.error?.detail,
  );
}

export async function ask<T>(address: string, asking: Asking = {}): Promise<T> {
  const response = await send(address, asking);
  return (await response.json()) as T;
}

/** 16 random bytes as text; crypto.randomUUID needs a secure context, which a laptop's address in a LAN is not. */
export function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
