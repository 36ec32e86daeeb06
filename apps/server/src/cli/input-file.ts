import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { addAbortSignal, pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError, type CommandIo } from './command-io.js';

export interface InputFile {
  /** Its bytes, unpacked where they are gzipped. */
  chunks: AsyncIterable<Uint8Array>;
  /** How much of the file has been read, from 0 to 1; undefined for a pipe. */
  part(): number | undefined;
}

/**
 * Opens a file, or standard input for `-`, to be read once as a stream.
 *
 * @throws UsageError at once where it cannot be opened, and while reading where it cannot be read or unpacked
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
    // Stepped by hand: where the archive ends before the file, the pipeline would close what is read from.
    const whole = async function* () {
      yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    };
    // What gzip writes begins with these two bytes, and no JSON does: the name of the file does not matter.
    if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole();
    const gunzip = createGunzip();
    // An error of either side ends the other, and comes out of the loop below.
    yield* pipeline(whole, gunzip, () => {});
    for (let rest = await chunks.next(); !rest.done;) rest = await chunks.next();
    // Tapes and block devices pad with zeros. Anything else is a part of the file that would be lost without a word.
    if (lastNonZero > gunzip.bytesWritten) throw new Error('something follows the end of the archive');
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${(error as Error).message}`);
  } finally {
    await chunks.return(undefined);
  }
}

/**
 * All of a file as text, without a byte order mark.
 *
 * @throws UsageError where it has more bytes than `most`, which is seen before they are held, or is not UTF-8
 */
export async function readText({ chunks }: Pick<InputFile, 'chunks'>, path: string, most: number): Promise<string> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > most) throw new UsageError(`${path} has more than ${most / 1024 / 1024} MiB of text, unpacked. Divide it.`);
    held.push(chunk);
  }
  const bytes = Buffer.concat(held, size);
  const line = lineThatIsNoUtf8(bytes);
  if (line !== undefined) throw new UsageError(`${path} is not UTF-8: see line ${line}`);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function lineThatIsNoUtf8(bytes: Buffer): number | undefined {
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
