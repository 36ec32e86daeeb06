const UNRESERVED = /%(4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9ae]|3[0-9]|2[de]|5f)/gi;

/**
 * The target of a request as everything after the router may compare it: without scheme and host (RFC 9112, 3.2.2), and with
 * letters, digits, `-`, `.`, `_` and `~` written plainly, which is the same address (RFC 3986, 6.2.2.2). What else is encoded
 * stays as it is.
 */
export function plainPath(target: string): string {
  const [, path = target] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(target) ?? [];
  const [beforeQuery = ''] = path.split('?', 1);
  const plain = beforeQuery.replaceAll(UNRESERVED, (encoded) => decodeURIComponent(encoded)) + path.slice(beforeQuery.length);
  return plain.startsWith('/') || plain === '*' ? plain : `/${plain}`;
}
