import { LONGEST_IMPORT_LINE } from '@skilltrace/domain/limits';

const LINE_FEED = 0x0a;
// A sender may split a line into single bytes, and each buffer costs about 100 bytes.
const MOST_PARTS = 1000;

/** A line of a stream. `bytes` is null if the line is too long. */
export interface Line {
  /** Starts at 1. */
  number: number;
  bytes: Buffer | null;
}

/**
 * Splits a stream into lines and yields the lines completed by each chunk. Memory is limited to one chunk and the longest
 * allowed line. For a longer line, only its number is kept.
 */
export async function* ndjsonLines(chunks: AsyncIterable<Uint8Array | string>, longest = LONGEST_IMPORT_LINE): AsyncGenerator<Line[]> {
  let number = 0;
  let begun: Buffer[] = [];
  let length = 0;

  const grow = (part: Buffer) => {
    length += part.length;
    if (length > longest) begun = [];
    else if (begun.push(part) > MOST_PARTS) begun = [Buffer.concat(begun)];
  };
  const finish = (): Line => {
    const bytes = length > longest ? null : begun.length === 1 ? (begun[0] ?? null) : Buffer.concat(begun);
    begun = [];
    length = 0;
    number += 1;
    return { number, bytes };
  };

  for await (const chunk of chunks) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let from = 0;
    for (let end = buffer.indexOf(LINE_FEED); end !== -1; end = buffer.indexOf(LINE_FEED, from)) {
      grow(buffer.subarray(from, end));
      lines.push(finish());
      from = end + 1;
    }
    // Copies the rest, because a slice would keep the whole chunk in memory.
    if (from < buffer.length) grow(Buffer.from(buffer.subarray(from)));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [finish()];
}
