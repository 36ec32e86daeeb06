import { LONGEST_IMPORT_LINE } from '@skilltrace/domain/limits';

/** Where something stands in a file: its line, counted from 1, and its byte, counted from 0 in what is unpacked. */
export interface Place {
  line: number;
  byte: number;
}

/** Whole lines of a file, few enough for one request. */
export interface Part {
  from: Place;
  /** Where the next part begins; at the end of the file, where one would. */
  to: Place;
  bytes: Uint8Array<ArrayBuffer>[];
}

export interface PartLimits {
  /** Lines of a part at most. */
  lines: number;
  /** Bytes from which on a part takes no further line. */
  bytes: number;
  /** Bytes of a line that are kept; the server refuses a line from this length on, and says so. */
  longestLine: number;
}

const MIB = 1024 * 1024;
// One byte more than the server takes is enough for it to see that a line has too many.
const PART_LIMITS: PartLimits = { lines: 5_000, bytes: 4 * MIB, longestLine: LONGEST_IMPORT_LINE + 1 };

const LINE_FEED = 0x0a;
export const BEGINNING: Place = { line: 1, byte: 0 };

/**
 * Cuts a stream of bytes, from that place on, into parts of whole lines. It looks for line feeds alone, which are never
 * inside a character of UTF-8, and leaves CRLF and blank lines as they are: what is numbered here is numbered as the server does.
 * No more than a part and a chunk is held, however long a line is.
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
