import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { OverloadLimits } from './limits.js';

const CROWDED = 0.9;
/**
 * A connection that has been idle for less than this may carry a request that a busy server has not read yet. Closing it would
 * leave that request without a response.
 */
const SPARED_MS = 5_000;

/**
 * Limits the number of connections, in total and, unless a proxy is trusted, per client address. When nine tenths of the
 * connections are in use, the server closes each connection after responding to a request without a body, and closes connections
 * that have been idle for five seconds. Browsers reconnect when they need to.
 */
export function limitConnections(server: Server, { connections }: Pick<OverloadLimits, 'connections'>, isBehindProxy: boolean): void {
  const mostFromAddress = isBehindProxy ? connections : Math.max(1, Math.ceil(connections / 4));
  const fromAddress = new Map<string, number>();
  let open = 0;
  const isCrowded = () => open > connections * CROWDED;
  const closeIdle = watchIdle(server);
  server.maxConnections = connections;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const others = fromAddress.get(address) ?? 0;
    open += 1;
    fromAddress.set(address, others + 1);
    socket.once('close', () => {
      const left = (fromAddress.get(address) ?? 1) - 1;
      open -= 1;
      if (left > 0) fromAddress.set(address, left);
      else fromAddress.delete(address);
    });
    if (others >= mostFromAddress) socket.destroy();
    if (isCrowded()) closeIdle();
  });
  // Must run before the handler, which may respond immediately.
  server.prependListener('request', ({ headers }: IncomingMessage, response: ServerResponse) => {
    // Closing a connection before the whole body has arrived resets it, and the response may be lost.
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (isCrowded() && !hasBody) response.shouldKeepAlive = false;
  });
}

/** @returns a function that closes the connections that have been idle for long enough */
function watchIdle(server: Server): () => void {
  // Ordered by idle time, longest first.
  const idleSince = new Map<Socket, number>();
  const lastOf = new WeakMap<Socket, ServerResponse>();
  server.on('connection', (socket: Socket) => socket.once('close', () => idleSince.delete(socket)));
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idleSince.delete(socket);
    lastOf.set(socket, response);
    response.once('close', () => {
      // The next request may have arrived before this response ended.
      if (lastOf.get(socket) === response && !socket.destroyed) idleSince.set(socket, performance.now());
    });
  });
  return () => {
    const now = performance.now();
    for (const [socket, since] of idleSince) {
      if (now - since < SPARED_MS) return;
      socket.destroy();
    }
  };
}
