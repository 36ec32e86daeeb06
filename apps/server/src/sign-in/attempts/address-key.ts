import { isIPv6 } from 'node:net';

/**
 * Returns the key by which attempts from an address are counted: the address itself or, for IPv6, its first 64 bits, because a
 * client with one IPv6 address usually controls the whole /64 network.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const head = groups(before);
  const tail = after === undefined ? [] : groups(after);
  const missing = after === undefined ? 0 : 8 - head.length - tail.length;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

// A dotted quad at the end replaces two groups. Their values do not matter, because only the first four groups are kept.
function groups(part: string): string[] {
  return part === '' ? [] : part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
