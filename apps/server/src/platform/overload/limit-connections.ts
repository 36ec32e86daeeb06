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

interface Use {
  /** The latest response, which may still be running. */
  last?: ServerResponse;
  /** When the latest response ended. Undefined while it is running, and before the first one. */
  idleSince?: number | undefined;
}

/** @returns a function that closes the connections that have been idle for long enough */
function watchIdle(server: Server): () => void {
  // Changed only once per connection: a map that changes with every request leaves old tables behind, and garbage collection takes longer.
  const uses = new Map<Socket, Use>();
  let nextLook = 0;
  server.on('connection', (socket: Socket) => {
    uses.set(socket, {});
    socket.once('close', () => uses.delete(socket));
  });
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const use = uses.get(socket);
    if (!use) return;
    use.last = response;
    use.idleSince = undefined;
    response.once('close', () => {
      // The next request may have arrived before this response ended.
      if (use.last === response) use.idleSince = performance.now();
    });
  });
  return () => {
    const now = performance.now();
    // Looking at all connections for each new one would be slow.
    if (now < nextLook) return;
    let oldest = now;
    for (const [socket, { idleSince = now }] of uses) {
      if (now - idleSince >= SPARED_MS) socket.destroy();
      else oldest = Math.min(oldest, idleSince);
    }
    nextLook = oldest + SPARED_MS;
  };
}
