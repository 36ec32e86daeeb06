import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHOWN = 40;

/**
 * What happened, an object a line with its moment in milliseconds since the start. Written to a file in blocks, not kept in
 * memory: rounds are many.
 */
export class History {
  private readonly folder = mkdtempSync(join(tmpdir(), 'skilltrace-torture-history-'));
  private readonly file = join(this.folder, 'history.ndjson');
  private readonly started = performance.now();
  private waiting: string[] = [];
  private lines = 0;
  private last: string[] = [];

  /** @param what a few words, the same ones for the same thing */
  note(what: string, facts: Record<string, unknown> = {}): void {
    const line = JSON.stringify({ ms: Math.round(performance.now() - this.started), what, ...facts });
    this.lines += 1;
    this.waiting.push(line);
    this.last.push(line);
    if (this.last.length > SHOWN * 2) this.last = this.last.slice(-SHOWN);
    if (this.waiting.length >= 500) this.flush();
  }

  get length(): number {
    return this.lines;
  }

  /** The end of it, for the screen. */
  tail(): string[] {
    return this.last.slice(-SHOWN);
  }

  keepAs(path: string): void {
    this.flush();
    copyFileSync(this.file, path);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private flush(): void {
    appendFileSync(this.file, this.waiting.map((line) => `${line}\n`).join(''));
    this.waiting = [];
  }
}
