import type { ErrorCode, ImportReport } from '@skilltrace/contract';

const MOST_ERRORS = 100;

/** Counts what becomes of the lines. Of the rejected it keeps the first hundred, in the order of the file, however many there are. */
export class ImportTally {
  private imported = 0;
  private duplicates = 0;
  private rejected = 0;
  private signals = 0;
  private readonly errors: ImportReport['errors'] = [];
  /** Rejected lines that are further down than what was committed: read ahead, and not done. */
  private readAhead = 0;
  /** The last line of what was committed. */
  committedTo = 0;
  /** The last line of what was sent to the database. */
  sentTo = 0;

  send(lastLine: number): void {
    this.sentTo = lastLine;
  }

  /** A batch stands, down to that line, with those of its lines that could not be read. */
  commit(lastLine: number, unreadable: number): void {
    this.committedTo = lastLine;
    this.readAhead -= unreadable;
  }

  /** The end of the file: what is left was rejected, and is done. */
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

  /** Lines that the database rejects come later than unreadable ones further down: hence the insertion in order. */
  reject(line: number, code: ErrorCode, message: string): void {
    this.rejected += 1;
    if (this.errors.length === MOST_ERRORS && line > (this.errors.at(-1)?.line ?? 0)) return;
    const after = this.errors.findIndex((error) => error.line > line);
    this.errors.splice(after === -1 ? this.errors.length : after, 0, { line, code, message });
    if (this.errors.length > MOST_ERRORS) this.errors.pop();
  }

  /** A line that the database is not asked about. */
  rejectUnreadable(line: number, code: ErrorCode, message: string): void {
    this.readAhead += 1;
    this.reject(line, code, message);
  }

  report(): ImportReport {
    const { imported, duplicates, rejected, signals } = this;
    return { imported, duplicates, rejected, signals, errors: this.errors.slice() };
  }

  /** What came of the lines down to `committedTo`. */
  standing(): Omit<ImportReport, 'errors'> {
    const { imported, duplicates, rejected, signals } = this;
    return { imported, duplicates, rejected: rejected - this.readAhead, signals };
  }
}
