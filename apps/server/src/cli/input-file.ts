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
export async function openInput(io: CommandIo, path: string): Promise<InputFile> {
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
  const counted = async function* () {
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      onRead(bytes.length);
      yield bytes;
    }
  };
  try {
    const chunks = counted();
    const head = await readHead(chunks);
    const whole = async function* () {
      yield head;
      yield* chunks;
    };
    // What gzip writes begins with these two bytes, and no JSON does: the name of the file does not matter.
    if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole();
    // An error of either side ends the other, and comes out of the loop below.
    yield* pipeline(whole, createGunzip(), () => {});
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${(error as Error).message}`);
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
