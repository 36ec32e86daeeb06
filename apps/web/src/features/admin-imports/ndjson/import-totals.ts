import type { ImportReport } from '@skilltrace/contract';
import type { Part } from './parts.ts';

type RejectedLine = ImportReport['errors'][number];

/** The results of all lines so far. */
export interface ImportTotals {
  imported: number;
  duplicates: number;
  rejected: number;
  signals: number;
  /** The rejected lines with number and reason. The server reports at most 100 per part. */
  named: RejectedLine[];
}

export const EMPTY_TOTALS: ImportTotals = { imported: 0, duplicates: 0, rejected: 0, signals: 0, named: [] };

/** The maximum number of rejected lines that the page keeps, so that a completely wrong file does not fill the memory. */
export const MOST_NAMED = 10_000;

/** Adds the report of a part, and converts its line numbers to those of the whole file. */
export function withReport(totals: ImportTotals, part: Pick<Part, 'from'>, report: ImportReport): ImportTotals {
  const room = Math.max(0, MOST_NAMED - totals.named.length);
  const named = report.errors.slice(0, room).map((error) => ({ ...error, line: error.line + part.from.line - 1 }));
  return {
    imported: totals.imported + report.imported,
    duplicates: totals.duplicates + report.duplicates,
    rejected: totals.rejected + report.rejected,
    signals: totals.signals + report.signals,
    named: named.length === 0 ? totals.named : [...totals.named, ...named],
  };
}

/** How many lines were rejected without a reported line number. */
export const countUnlisted = ({ rejected, named }: ImportTotals): number => rejected - named.length;
