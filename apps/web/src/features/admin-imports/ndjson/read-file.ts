import { decodeUtf8 } from '@skilltrace/domain/text/utf8';
import { loadCode } from '#lib/load-code.ts';

const PEEKED_BYTES = 64 * 1024;

/** Whether a file is compressed with gzip, according to its first bytes. Ignores its name. */
export async function isPacked(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/**
 * Reads the uncompressed bytes of a file from a position on, in chunks. A compressed file is always decompressed from its beginning.
 *
 * @param onRead receives how many bytes of the file on disk have been read
 */
export async function* bytesOf(
  file: Blob,
  packed: boolean,
  from = 0,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!packed) return yield* chunksOf(counted(file.slice(from), from, onRead));
  // Loaded only for compressed files.
  const { gunzip } = await loadCode(() => import('./gunzip.ts'));
  let toSkip = from;
  for await (const chunk of gunzip(chunksOf(counted(file, 0, onRead)))) {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    if (skipped < chunk.length) yield chunk.subarray(skipped);
  }
}

function counted(file: Blob, before: number, onRead: (bytes: number) => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  let read = before;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      onRead(read);
      controller.enqueue(chunk);
    },
  });
  return file.stream().pipeThrough(count);
}

/** For browsers whose streams are not async iterables. */
async function* chunksOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    // A consumer that stops early must release the file.
    if (!isDone) await reader.cancel().catch(() => {});
  }
}

/** The first line that is not blank, or its beginning in the first 64 kB. Undefined if all lines are blank. */
export async function firstLineOf(file: Blob, packed: boolean): Promise<{ text: string; isWhole: boolean } | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of bytesOf(file, packed)) {
    text += decoder.decode(chunk, { stream: true });
    const line = /^\s*(\S[^\n]*)\n/.exec(text)?.[1];
    if (line !== undefined) return { text: line.trimEnd(), isWhole: true };
    if (text.length > PEEKED_BYTES) return { text: text.trim(), isWhole: false };
  }
  return text.trim() === '' ? undefined : { text: text.trim(), isWhole: true };
}

/** Reads a file of at most `most` bytes as text without a byte order mark. `badLine` is the first line that is not UTF-8, from 1. */
export async function textOf(file: Blob, most: number): Promise<{ text: string } | { isTooLong: true } | { badLine: number }> {
  const held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of bytesOf(file, await isPacked(file))) {
    size += chunk.length;
    if (size > most) return { isTooLong: true };
    held.push(chunk);
  }
  const bytes = new Uint8Array(await new Blob(held).arrayBuffer());
  const text = decodeUtf8(bytes);
  if (text !== undefined) return { text };
  let begin = 0;
  for (let line = 1; ; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, begin);
    if (feed === -1 || decodeUtf8(bytes.subarray(begin, feed)) === undefined) return { badLine: line };
    begin = feed + 1;
  }
}

const LINE_FEED = 0x0a;
