import type { Config } from '../config/config.js';
import { oneAddress } from './one-address.js';

/**
 * Where to listen, and how many may stand at the door. As many as may come in: all clients of a server that was held up or
 * started again come at once, and beyond the queue (511, if nobody says more) the system loses what they sent. It makes the
 * queue no longer than it allows itself (`net.core.somaxconn`).
 *
 * @throws ConfigError for a host without an address
 */
export async function listenOptions({ port, host, maxConnections }: Pick<Config, 'port' | 'host' | 'maxConnections'>) {
  return { port, host: await oneAddress(host), backlog: maxConnections };
}
