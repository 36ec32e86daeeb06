import { hostNameOf, isLoopback } from '../config/host-name.js';

/** Returns the startup warning if people reach the application without TLS. Undefined with TLS, and if only this machine can reach it. */
export function warningOfPlainHttp(publicUrl: string): string | undefined {
  const { protocol, host, origin } = new URL(publicUrl);
  if (protocol !== 'http:' || isLoopback(hostNameOf(host) ?? '')) return undefined;
  return (
    `PUBLIC_URL is ${origin}, without TLS: anyone on the network path can read and use passwords, sessions and tokens. ` +
    'Put an HTTPS proxy in front of the server, and set PUBLIC_URL to its address.'
  );
}
