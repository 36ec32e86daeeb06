import type { ImportReport } from '@skilltrace/contract';
import { printableLine } from '../platform/terminal/printable.js';
import { table } from './report.js';

/** What was rejected, by the name that the input gives it, and why. */
export interface Rejection {
  what: string;
  code: string;
  message: string;
}

/** What an import of progress updates did, for people; `rejections` are the first of them. */
export function importInWords(
  { imported, duplicates, rejected, signals }: Omit<ImportReport, 'errors'>,
  rejections: readonly Rejection[],
): string {
  const lines = [
    table(
      ['progress updates', ''],
      [
        ['imported', imported],
        ['there already', duplicates],
        ['rejected', rejected],
        ['signals emitted', signals],
      ],
    ),
  ];
  if (rejections.length > 0)
    lines.push('', 'Rejected:', ...rejections.map(({ what, code, message }) => `  ${what}: ${printableLine(message)} (${code})`));
  if (rejected > rejections.length) lines.push(`  and ${(rejected - rejections.length).toLocaleString('en')} more`);
  return lines.join('\n');
}
