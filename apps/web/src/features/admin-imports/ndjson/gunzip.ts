import { FlateErrorCode, Gunzip, type FlateError } from 'fflate';

// The input is decompressed in small pieces, because gzip can expand a piece a thousand times.
const PIECE_BYTES = 8 * 1024;
const TRAILER_BYTES = 8;
const KEPT_BYTES = 64 * 1024;
// The maximum number of zeros at the end of an archive that can belong to it: the end of its data, and its trailer.
const MAX_OWN_ZEROS = 16;

/**
 * Decompresses gzip as the command line does: a file can hold several archives, and zeros after the last one. `DecompressionStream`
 * accepts only one archive with nothing after it.
 *
 * @throws if an archive is damaged or incomplete, or if other data follows it
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = new MemberReader();
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) yield* reader.push(chunk.subarray(from, from + PIECE_BYTES));
  }
  yield* reader.end();
}

class MemberReader {
  private readonly gunzip = new Gunzip((data) => this.take(data));
  private out: Uint8Array<ArrayBuffer>[] = [];
  private checksum = 0;
  private size = 0;
  /** The last bytes that went into `gunzip`: the checksum of an archive is at its end. */
  private recent: Uint8Array = new Uint8Array(0);
  private handedOver = 0;
  /** Zeros that can be padding. They are held back until other data follows. */
  private zeros = 0;

  constructor() {
    this.gunzip.onmember = (offset) => {
      const end = offset - this.handedOver + this.recent.length;
      this.check(this.recent.subarray(Math.max(0, end - TRAILER_BYTES), end));
    };
  }

  push(piece: Uint8Array): Uint8Array<ArrayBuffer>[] {
    const last = piece.findLastIndex((byte) => byte !== 0);
    if (last >= 0) {
      for (; this.zeros > 0; this.zeros -= Math.min(PIECE_BYTES, this.zeros))
        this.handOver(new Uint8Array(Math.min(PIECE_BYTES, this.zeros)));
      this.handOver(piece.subarray(0, last + 1));
    }
    this.zeros += piece.length - last - 1;
    return this.out.splice(0);
  }

  end(): Uint8Array<ArrayBuffer>[] {
    const seen = this.recent;
    try {
      this.gunzip.push(new Uint8Array(Math.min(MAX_OWN_ZEROS, this.zeros)), true);
    } catch (error) {
      // Zeros alone are not an archive, so the last archive was complete.
      if ((error as FlateError).code !== FlateErrorCode.InvalidHeader) throw error;
    }
    const ended = new Uint8Array(seen.length + Math.min(TRAILER_BYTES, this.zeros));
    ended.set(seen);
    const own = withoutZeros(this.trailer());
    this.check(ended.subarray(seen.length - own.length, seen.length - own.length + TRAILER_BYTES));
    return this.out.splice(0);
  }

  private handOver(bytes: Uint8Array): void {
    const kept = this.recent.subarray(Math.max(0, this.recent.length - KEPT_BYTES));
    this.recent = new Uint8Array(kept.length + bytes.length);
    this.recent.set(kept);
    this.recent.set(bytes, kept.length);
    this.handedOver += bytes.length;
    this.gunzip.push(bytes, false);
  }

  private take(data: Uint8Array<ArrayBuffer>): void {
    if (data.length === 0) return;
    this.checksum = crc32(data, this.checksum);
    this.size += data.length;
    this.out.push(data);
  }

  private trailer(): Uint8Array {
    const trailer = new DataView(new ArrayBuffer(TRAILER_BYTES));
    trailer.setUint32(0, this.checksum, true);
    trailer.setUint32(4, this.size % 2 ** 32, true);
    return new Uint8Array(trailer.buffer);
  }

  private check(stated: Uint8Array): void {
    const found = this.trailer();
    if (stated.length !== TRAILER_BYTES || found.some((byte, index) => byte !== stated[index]))
      throw new Error('The archive is damaged or incomplete.');
    this.checksum = 0;
    this.size = 0;
  }
}

const withoutZeros = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xed_b8_83_20 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}
