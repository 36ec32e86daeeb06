import type { ImportReport } from '@skilltrace/contract';
import { printableLine } from '../platform/terminal/printable.js';
import { table } from './report.js';

/** A rejected entry, with its name in the input and the reason. */
export interface Rejection {
  what: string;
  code: string;
  message: string;
}

/** Formats the result of an import of progress updates as text. `rejections` may be only the first ones. */
export function formatImport(
  { imported, duplicates, rejected, signals }: Omit<ImportReport, 'errors'>,
  rejections: readonly Rejection[],
): string {
  const lines = [
    table(
      ['progress updates', ''],
      [
        ['imported', imported],
        ['duplicates', duplicates],
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
