import type { ImportReport } from '@skilltrace/contract';
import type { Part } from './parts.ts';

type RejectedLine = ImportReport['errors'][number];

/** What became of all the lines so far. */
export interface ImportTotals {
  imported: number;
  duplicates: number;
  rejected: number;
  signals: number;
  /** The rejected lines that are known by number; the server names a hundred a part at most. */
  named: RejectedLine[];
}

export const NOTHING_YET: ImportTotals = { imported: 0, duplicates: 0, rejected: 0, signals: 0, named: [] };

/** Of this many the page keeps line and reason; a file that is wrong throughout must not fill the memory. */
export const MOST_NAMED = 10_000;

/** The totals with one part's report: its lines, which it counts from 1, become those of the whole file. */
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

/** How many lines were rejected without being known by number. */
export const unnamedOf = ({ rejected, named }: ImportTotals): number => rejected - named.length;
