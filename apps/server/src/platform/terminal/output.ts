import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printable } from './printable.js';

/** An output stream of a command. Escapes everything that a terminal would interpret. */
export class Output {
  constructor(
    /** The raw stream for a progress bar, which needs control sequences and shows no external text. */
    readonly terminal: Writable & { isTTY?: boolean },
  ) {}

  write(text: string): void {
    this.terminal.write(printable(text));
  }

  /** Writes a stream of texts with backpressure. */
  async writeAll(texts: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
    const safe = async function* (source: AsyncIterable<string>) {
      for await (const text of source) yield printable(text);
    };
    await pipeline(Readable.from(texts), safe, this.terminal, { end: false, signal });
  }
}
