import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printable } from './printable.js';

/** Where a command prints. A terminal acts on nothing of what goes through here. */
export class Output {
  constructor(
    /** For a progress bar, which draws with control sequences and shows no text from outside. */
    readonly terminal: Writable & { isTTY?: boolean },
  ) {}

  write(text: string): void {
    this.terminal.write(printable(text));
  }

  /** Writes texts of any number, no faster than they are read. */
  async writeAll(texts: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
    const safe = async function* (source: AsyncIterable<string>) {
      for await (const text of source) yield printable(text);
    };
    await pipeline(Readable.from(texts), safe, this.terminal, { end: false, signal });
  }
}
