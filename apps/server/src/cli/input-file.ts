import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { addAbortSignal, pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError, type CommandIo } from './command-io.js';

export interface InputFile {
  /** The bytes of the file, decompressed if it is gzipped. */
  chunks: AsyncIterable<Uint8Array>;
  /** The fraction of the file that has been read, from 0 to 1. Undefined for a pipe. */
  part(): number | undefined;
}

/**
 * Opens a file, or standard input for `-`, to be read once as a stream.
 *
 * @throws UsageError if the file cannot be opened. Iterating over `chunks` throws it if the file cannot be read or decompressed.
 */
export async function openInput(io: Pick<CommandIo, 'stdin' | 'signal'>, path: string): Promise<InputFile> {
  const { stream, size } = path === '-' ? { stream: io.stdin, size: 0 } : await openFile(path);
  addAbortSignal(io.signal, stream);
  let read = 0;
  return {
    chunks: unpacked(stream, path === '-' ? 'standard input' : path, (bytes) => (read += bytes)),
    part: () => (size > 0 ? Math.min(1, read / size) : undefined),
  };
}

async function openFile(path: string): Promise<{ stream: Readable; size: number }> {
  try {
    const file = await open(path);
    const found = await file.stat();
    if (found.isDirectory()) {
      await file.close();
      throw new UsageError(`${path} is a directory`);
    }
    return { stream: file.createReadStream(), size: found.isFile() ? found.size : 0 };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} cannot be opened: ${(error as Error).message}`);
  }
}

async function* unpacked(stream: Readable, name: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0;
  let lastNonZero = 0;
  const counted = async function* () {
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      const last = bytes.findLastIndex((byte) => byte !== 0);
      if (last >= 0) lastNonZero = read + last + 1;
      read += bytes.length;
      onRead(bytes.length);
      yield bytes;
    }
  };
  const chunks = counted();
  try {
    const head = await readHead(chunks);
    // Iterates by hand: if the archive ends before the file does, the pipeline would close the source.
    const whole = async function* () {
      yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    };
    // Gzip data begins with these two bytes and JSON never does, so the file name does not matter.
    if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole();
    const gunzip = createGunzip();
    // An error on either side ends the other side, and is thrown by this loop.
    yield* pipeline(whole, gunzip, () => {});
    for (let rest = await chunks.next(); !rest.done;) rest = await chunks.next();
    // Tapes and block devices pad with zeros. Any other trailing data would be lost silently.
    if (lastNonZero > gunzip.bytesWritten) throw new Error('there is data after the end of the archive');
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${(error as Error).message}`);
  } finally {
    await chunks.return(undefined);
  }
}

/**
 * Reads a whole file as text, without its byte order mark.
 *
 * @throws UsageError if the file has more than `most` bytes, checked while reading so that they are never all in memory, or is
 *   not UTF-8
 */
export async function readText({ chunks }: Pick<InputFile, 'chunks'>, path: string, most: number): Promise<string> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most)
      throw new UsageError(`${path} has more than ${most / 1024 / 1024} MiB of decompressed text. Split it into several files.`);
    held.push(chunk);
  }
  const bytes = Buffer.concat(held, size);
  const line = firstInvalidLine(bytes);
  if (line !== undefined) throw new UsageError(`${path} is not valid UTF-8: see line ${line}`);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function firstInvalidLine(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) return undefined;
  let begin = 0;
  for (let line = 1; ; line += 1) {
    const feed = bytes.indexOf(0x0a, begin);
    if (feed === -1 || !isUtf8(bytes.subarray(begin, feed))) return line;
    begin = feed + 1;
  }
}

async function readHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}
