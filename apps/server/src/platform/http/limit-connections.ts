import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpLimits } from './http-limits.js';

const CROWDED = 0.9;

/**
 * Limits connections: in all, and from one address, unless a proxy of one's own stands in front of everybody. Where it is
 * getting crowded, those on which nothing is under way are closed; browsers open them again when they need them.
 */
export function limitConnections(server: Server, { connections }: Pick<HttpLimits, 'connections'>, isBehindProxy: boolean): void {
  const mostFromAddress = isBehindProxy ? connections : Math.max(1, Math.ceil(connections / 4));
  const fromAddress = new Map<string, number>();
  let open = 0;
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
    if (open > connections * CROWDED) server.closeIdleConnections();
  });
}
