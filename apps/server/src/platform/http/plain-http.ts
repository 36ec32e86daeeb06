import { hostNameOf, isLoopback } from '../config/host-name.js';

/** What to say at the start where people reach the application without TLS; undefined where they do not, or from this machine alone. */
export function warningOfPlainHttp(publicUrl: string): string | undefined {
  const { protocol, host, origin } = new URL(publicUrl);
  if (protocol !== 'http:' || isLoopback(hostNameOf(host) ?? '')) return undefined;
  return (
    `PUBLIC_URL is ${origin}, without TLS: passwords, sessions and tokens can be read and taken over by whoever is on the way. ` +
    'Put a proxy that speaks https in front, and set PUBLIC_URL to its address.'
  );
}
