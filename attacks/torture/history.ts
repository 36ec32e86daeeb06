import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHOWN = 40;

/**
 * The log of a run: one JSON object per line, with the time in milliseconds since the start. It is appended to a file in
 * blocks instead of kept in memory, because there may be many rounds.
 */
export class History {
  private readonly folder = mkdtempSync(join(tmpdir(), 'skilltrace-torture-history-'));
  private readonly file = join(this.folder, 'history.ndjson');
  private readonly started = performance.now();
  private waiting: string[] = [];
  private lines = 0;
  private last: string[] = [];

  /** @param what a short label, always the same for the same kind of event */
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

  /** The last lines, for the screen. */
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
