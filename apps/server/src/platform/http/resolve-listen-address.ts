import dns from 'node:dns';
import { isIP } from 'node:net';
import { ConfigError } from '../config/config.js';

/**
 * Returns the single address to listen on. A name such as `localhost` may have two addresses. Fastify would open a separate
 * listener for the second one, without the connection limits and the handling of unreadable requests.
 *
 * @throws ConfigError for a name without an address
 */
export async function resolveListenAddress(host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  return new Promise((resolve, reject) => {
    dns.lookup(host, (error, address) => {
      if (error)
        reject(new ConfigError(`HOST must be an address of this machine or a host name for one: ${host} has no address (${error.code})`));
      else resolve(address);
    });
  });
}
