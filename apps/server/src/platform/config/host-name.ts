/**
 * Normalizes the host name of a Host header as `URL` does: lower case, IPv6 shortened and in brackets, no port, no trailing dot.
 *
 * @returns undefined if the value is not a host with an optional port
 */
export function hostNameOf(host: string): string | undefined {
  if (!/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{0,5})?$/i.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}

/** Whether a name, as returned by `hostNameOf`, always means this machine, regardless of any name server. */
export function isLoopback(hostName: string): boolean {
  return /^(.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostName);
}

/** Whether a name means every address of the machine. A server can listen on it, but a client cannot connect to it. */
export function isEveryAddress(hostName: string): boolean {
  return hostName === '0.0.0.0' || hostName === '[::]' || hostName === '[::ffff:0:0]';
}
