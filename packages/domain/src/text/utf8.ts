const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of these bytes without a byte order mark, or undefined where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
