/** Bytes to keep of a field. An update of 10,000 characters has at most 40,000 bytes. */
const LONGEST_FIELD = 48 * 1024;

/**
 * Splits a stream into records of `fieldCount` fields that each end with NUL, the format of `git log -z`. Fields stay bytes,
 * because git does not guarantee an encoding. Holds at most one chunk and one record in memory.
 */
export async function* nulRecords(chunks: AsyncIterable<Uint8Array>, fieldCount: number): AsyncGenerator<Buffer[]> {
  let record: Buffer[] = [];
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (;;) {
      const end = buffer.indexOf(0, from);
      const part = buffer.subarray(from, end === -1 ? buffer.length : end);
      if (length < LONGEST_FIELD) parts.push(Buffer.from(part.subarray(0, LONGEST_FIELD - length)));
      length += part.length;
      if (end === -1) break;
      record.push(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
      parts = [];
      length = 0;
      from = end + 1;
      if (record.length === fieldCount) {
        yield record;
        record = [];
      }
    }
  }
  if (record.length > 0 || length > 0) throw new Error('the output of git ended in the middle of a commit');
}
