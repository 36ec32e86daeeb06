import type { Config } from '../config/config.js';
import { resolveListenAddress } from './resolve-listen-address.js';

/**
 * Returns where to listen and the length of the queue for new connections. The queue is as long as the connection limit: after a
 * stall or a restart all clients connect simultaneously, and the system drops connections beyond the queue (511 by default). The
 * system also caps the queue at `net.core.somaxconn`.
 *
 * @throws ConfigError for a host without an address
 */
export async function listenOptions({ port, host, maxConnections }: Pick<Config, 'port' | 'host' | 'maxConnections'>) {
  return { port, host: await resolveListenAddress(host), backlog: maxConnections };
}
