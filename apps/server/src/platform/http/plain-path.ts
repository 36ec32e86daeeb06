const UNRESERVED = /%(4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9ae]|3[0-9]|2[de]|5f)/gi;

/**
 * Normalizes a request target, so that later code can compare it: removes scheme and host (RFC 9112, 3.2.2), and decodes letters,
 * digits, `-`, `.`, `_` and `~`, which does not change the address (RFC 3986, 6.2.2.2). Other encoded characters stay encoded.
 */
export function plainPath(target: string): string {
  const [, path = target] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(target) ?? [];
  const [beforeQuery = ''] = path.split('?', 1);
  const plain = beforeQuery.replaceAll(UNRESERVED, (encoded) => decodeURIComponent(encoded)) + path.slice(beforeQuery.length);
  return plain.startsWith('/') || plain === '*' ? plain : `/${plain}`;
}
