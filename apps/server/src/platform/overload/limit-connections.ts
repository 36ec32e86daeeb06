import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { OverloadLimits } from './limits.js';

const CROWDED = 0.9;
/**
 * Idle for less than this, a connection may carry a request that the server, behind with everything, has not read yet: to
 * close it would leave that one unanswered.
 */
const SPARED_MS = 5_000;

/**
 * Limits connections: in all, and from one address, unless a proxy of one's own stands in front of everybody. Where it is
 * getting crowded, the answer to a request without a body is the last one of its connection and says so, and connections that
 * have been idle for five seconds are closed; browsers open them again when they need them.
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
  // Before whoever answers, which may happen at once.
  server.prependListener('request', ({ headers }: IncomingMessage, response: ServerResponse) => {
    // Closed before all of the body has come, a connection is reset, and the answer may be lost with it.
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (isCrowded() && !hasBody) response.shouldKeepAlive = false;
  });
}

/** @returns what closes the connections that have waited for a next request for long enough */
function watchIdle(server: Server): () => void {
  // The one idle for longest comes first.
  const idleSince = new Map<Socket, number>();
  const lastOf = new WeakMap<Socket, ServerResponse>();
  server.on('connection', (socket: Socket) => socket.once('close', () => idleSince.delete(socket)));
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idleSince.delete(socket);
    lastOf.set(socket, response);
    response.once('close', () => {
      // Another may have come meanwhile, before this one was answered.
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
