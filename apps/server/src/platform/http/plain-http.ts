/** What to say at the start where people reach the application without TLS; undefined where they do not, or from this machine alone. */
export function warningOfPlainHttp(publicUrl: string): string | undefined {
  const { protocol, hostname, origin } = new URL(publicUrl);
  if (protocol !== 'http:' || isLoopback(hostname)) return undefined;
  return (
    `PUBLIC_URL is ${origin}, without TLS: passwords, sessions and tokens can be read and taken over by whoever is on the way. ` +
    'Put a proxy that speaks https in front, and set PUBLIC_URL to its address.'
  );
}

/** As `URL` writes it: numbers of IPv4 in four parts, IPv6 in brackets and at its shortest. */
function isLoopback(hostname: string): boolean {
  return /^(.+\.)?localhost\.?$|^127\.\d+\.\d+\.\d+$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostname);
}
