// Listening on a port that may be taken: say so, and take the next free one.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  server: Server;
  port: number;
  /** Where the port differs from the one asked for. */
  moved: boolean;
  close(): Promise<void>;
}

export interface ListenOptions {
  port: number;
  hostname?: string;
  /** Try the following ports when this one is taken; otherwise it is an error. */
  next?: boolean;
  /** Connections that may wait to be accepted; Node's usual is 511. */
  backlog?: number;
}

function attempt(
  listener: RequestListener,
  port: number,
  hostname: string,
  backlog: number | undefined,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Node looks for clients that are too slow only twice a minute by itself.
    const server = createServer({ connectionsCheckingInterval: 2000 }, listener);
    server.once('error', reject);
    server.listen({ port, host: hostname, ...(backlog !== undefined && { backlog }) }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** Listens on the port, or on the first free one of the twenty that follow. */
export async function listen(listener: RequestListener, options: ListenOptions): Promise<Listening> {
  const { port, hostname = '127.0.0.1', next = false } = options;
  const last = next && port !== 0 ? port + 20 : port;
  for (let candidate = port; ; candidate++) {
    try {
      const server = await attempt(listener, candidate, hostname, options.backlog);
      const actual = (server.address() as AddressInfo).port;
      return {
        server,
        port: actual,
        moved: port !== 0 && actual !== port,
        close: () =>
          new Promise((resolve) => {
            server.close(() => resolve());
            // Open event streams would keep it waiting for ever.
            server.closeAllConnections();
          }),
      };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EADDRINUSE' || candidate >= last) throw portError(error as Error, candidate);
    }
  }
}

function portError(error: Error, port: number): Error {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is taken. Stop the program that uses it, or choose another with --port.`);
  if (code === 'EACCES')
    return new Error(`Port ${port} may not be opened by this user. Choose one above 1024 with --port.`);
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return new Error('This machine has no such address to listen on. Leave --host out, or write 127.0.0.1.');
  return error;
}
