// What goes in and out of the account: plain data, so that it can cross a worker's or a process's border.

export interface HttpRequest {
  method: string;
  /** Absolute address, query included. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/**
 * Both in ms since 1970. `wall` is the real time (signatures, one-time codes), `now` the account's clock, which practice
 * tools can move forward: keys age, passwords and sessions expire by it.
 */
export interface Times {
  wall: number;
  now: number;
}
