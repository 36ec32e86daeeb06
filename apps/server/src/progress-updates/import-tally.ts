import type { ImportReport } from '@skilltrace/contract';
import type { Refusal } from './read-import-line.js';

const MOST_ERRORS = 100;

/** Counts the results of all lines. Keeps only the first 100 rejected lines, in the order of the file. */
export class ImportTally {
  private imported = 0;
  private duplicates = 0;
  private rejected = 0;
  private signals = 0;
  private readonly errors: ImportReport['errors'] = [];
  /** The number of rejected lines after the last committed line. They were read ahead and do not count as processed yet. */
  private readAhead = 0;
  /** The last committed line. */
  committedTo = 0;
  /** The last line sent to the database. */
  sentTo = 0;

  send(lastLine: number): void {
    this.sentTo = lastLine;
  }

  /** Records that a batch was committed up to this line, with the number of its unreadable lines. */
  commit(lastLine: number, unreadable: number): void {
    this.committedTo = lastLine;
    this.readAhead -= unreadable;
  }

  /** The end of the file was reached, so lines that were read ahead count as processed. */
  finish(): void {
    this.readAhead = 0;
  }

  addImported(): void {
    this.imported += 1;
  }

  addDuplicate(): void {
    this.duplicates += 1;
  }

  addSignals(count: number): void {
    this.signals += count;
  }

  /** The database may reject a line after unreadable later lines were reported, so errors are inserted in order. */
  reject(line: number, refusal: Refusal): void {
    this.rejected += 1;
    if (this.errors.length === MOST_ERRORS && line > (this.errors.at(-1)?.line ?? 0)) return;
    const after = this.errors.findIndex((error) => error.line > line);
    this.errors.splice(after === -1 ? this.errors.length : after, 0, { line, ...refusal });
    if (this.errors.length > MOST_ERRORS) this.errors.pop();
  }

  /** Rejects a line that is not sent to the database. */
  rejectUnreadable(line: number, refusal: Refusal): void {
    this.readAhead += 1;
    this.reject(line, refusal);
  }

  report(): ImportReport {
    const { imported, duplicates, rejected, signals } = this;
    return { imported, duplicates, rejected, signals, errors: this.errors.slice() };
  }

  /** The results of the lines up to `committedTo`. */
  standing(): Omit<ImportReport, 'errors'> {
    const { imported, duplicates, rejected, signals } = this;
    return { imported, duplicates, rejected: rejected - this.readAhead, signals };
  }
}
