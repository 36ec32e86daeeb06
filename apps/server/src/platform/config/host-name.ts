/**
 * The name in a Host header, as `URL` writes it: lower case, IPv6 in brackets and at its shortest, no port, no last dot.
 *
 * @returns undefined where it is not a host with or without a port
 */
export function hostNameOf(host: string): string | undefined {
  if (!/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{0,5})?$/i.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}

/** Whether a name, as `hostNameOf` returns it, is this machine whatever a name server says. */
export function isLoopback(hostName: string): boolean {
  return /^(.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostName);
}

/** Whether it means every address of the machine: something to listen on, and nothing to call. */
export function isEveryAddress(hostName: string): boolean {
  return hostName === '0.0.0.0' || hostName === '[::]' || hostName === '[::ffff:0:0]';
}
