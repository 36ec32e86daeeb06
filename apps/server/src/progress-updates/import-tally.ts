import type { ErrorCode, ImportReport } from '@skilltrace/contract';

const MOST_ERRORS = 100;

/** Counts what becomes of the lines. Of the rejected it keeps the first hundred, in the order of the file, however many there are. */
export class ImportTally {
  private imported = 0;
  private duplicates = 0;
  private rejected = 0;
  private signals = 0;
  private readonly errors: ImportReport['errors'] = [];

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

  report(): ImportReport {
    const { imported, duplicates, rejected, signals } = this;
    return { imported, duplicates, rejected, signals, errors: this.errors.slice() };
  }
}
