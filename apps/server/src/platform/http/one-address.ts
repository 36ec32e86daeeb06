import dns from 'node:dns';
import { isIP } from 'node:net';
import { ConfigError } from '../config/config.js';

/**
 * The one address to listen on. A name such as `localhost` may have two, and Fastify would open a listener of its own for the
 * second, which has none of the limits on connections and none of the refusals of what cannot be read.
 *
 * @throws ConfigError for a name without an address
 */
export async function oneAddress(host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  return new Promise((resolve, reject) => {
    dns.lookup(host, (error, address) => {
      if (error) reject(new ConfigError(`HOST must be an address of this machine, or a name of one: ${host} has none (${error.code})`));
      else resolve(address);
    });
  });
}
