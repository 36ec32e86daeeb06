import { printableLine } from '../platform/terminal/printable.js';
import type { CommandIo } from './command-io.js';

/** Writes the result of a command, either as one JSON object or as text. */
export function report(io: CommandIo, asJson: boolean | undefined, result: object, text: () => string): void {
  io.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${text()}\n`);
}

/** Formats rows as a table with a heading. Columns of numbers are right-aligned. */
export function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [heading, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : printableLine(cell))),
  );
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const isNumber = heading.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  return cells
    .map((row) =>
      row
        .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Formats a number with its noun: `1 author`, `1,942 people`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
