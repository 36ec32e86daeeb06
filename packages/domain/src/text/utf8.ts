const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decodes bytes without the byte order mark; undefined if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
