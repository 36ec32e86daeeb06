import { LONGEST_IMPORT_LINE } from '@skilltrace/domain/limits';

/** A position in a file: the line from 1, and the byte of the uncompressed content from 0. */
export interface Place {
  line: number;
  byte: number;
}

/** Whole lines of a file, few enough for one request. */
export interface Part {
  from: Place;
  /** Where the next part begins, or the end of the file. */
  to: Place;
  bytes: Uint8Array<ArrayBuffer>[];
}

export interface PartLimits {
  /** The maximum number of lines in a part. */
  lines: number;
  /** A part ends with the line in which it reaches this many bytes. */
  bytes: number;
  /** The number of bytes that are kept of a line. The server rejects a line of this length. */
  longestLine: number;
}

const MIB = 1024 * 1024;
// One byte over the limit is enough for the server to reject the line.
const PART_LIMITS: PartLimits = { lines: 5_000, bytes: 4 * MIB, longestLine: LONGEST_IMPORT_LINE + 1 };

const LINE_FEED = 0x0a;
export const BEGINNING: Place = { line: 1, byte: 0 };

/**
 * Splits a stream of bytes into parts of whole lines. It searches only for line feeds, which are never part of another UTF-8
 * character. CRLF and blank lines are kept, so that lines have the same numbers here and on the server. The memory holds at most one
 * part and one chunk, even if a line is very long.
 */
export async function* partsOf(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  start: Place = BEGINNING,
  limits: PartLimits = PART_LIMITS,
): AsyncGenerator<Part> {
  let from = start;
  let to = start;
  let bytes: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let lineLength = 0;

  const keep = (piece: Uint8Array<ArrayBuffer>) => {
    const kept = piece.subarray(0, Math.max(0, limits.longestLine - lineLength));
    if (kept.length > 0) bytes.push(kept);
    size += kept.length;
    lineLength += piece.length;
    to = { ...to, byte: to.byte + piece.length };
  };
  const cut = (): Part => {
    const part = { from, to, bytes };
    from = to;
    bytes = [];
    size = 0;
    return part;
  };

  for await (const chunk of chunks) {
    let begin = 0;
    for (let feed = chunk.indexOf(LINE_FEED); feed !== -1; feed = chunk.indexOf(LINE_FEED, begin)) {
      keep(chunk.subarray(begin, feed));
      bytes.push(chunk.subarray(feed, feed + 1));
      size += 1;
      lineLength = 0;
      begin = feed + 1;
      to = { line: to.line + 1, byte: to.byte + 1 };
      if (to.line - from.line >= limits.lines || size >= limits.bytes) yield cut();
    }
    if (begin < chunk.length) keep(chunk.subarray(begin));
  }
  if (lineLength > 0) to = { ...to, line: to.line + 1 };
  if (to.byte > from.byte) yield cut();
}
