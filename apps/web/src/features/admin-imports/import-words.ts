import { plural, t } from '@lingui/core/macro';
import { inDigits } from '#lib/format/number.ts';
import { sizeInWords } from '#lib/format/size.ts';
import type { UpdatesImport } from './use-updates-import.ts';

type Shown = Pick<UpdatesImport, 'phase' | 'next' | 'bytesRead' | 'since' | 'problem' | 'isLastPartOpen'>;

/** The progress, speed and remaining time of an import: "12,000 lines · 4 MB of 9 MB · 2,400 lines per second · about 40 s left". */
export function progressInWords({ next, bytesRead, since }: Shown, fileSize: number): string {
  const [linesRead, lines] = [next.line - 1, next.line - since.line];
  const perSecond = since.elapsedMs > 0 ? (lines * 1000) / since.elapsedMs : 0;
  const rate = Math.round(perSecond);
  const [read, total] = [sizeInWords(bytesRead), sizeInWords(fileSize)];
  const facts = [plural(linesRead, { one: '# line', other: '# lines' }), t`${read} of ${total}`];
  if (perSecond >= 1) facts.push(plural(rate, { one: '# line per second', other: '# lines per second' }));
  const linesToCome = bytesRead > 0 ? (linesRead * (fileSize - bytesRead)) / bytesRead : 0;
  if (perSecond >= 1 && linesToCome > 0) facts.push(remainingInWords(linesToCome / perSecond));
  return facts.join(' · ');
}

function remainingInWords(seconds: number): string {
  const [inSeconds, inMinutes, inHours] = [Math.max(1, Math.round(seconds)), Math.round(seconds / 60), Math.round(seconds / 3_600)];
  if (seconds < 90) return t({ message: `about ${inSeconds} s left`, comment: 'Remaining time in seconds' });
  return seconds < 5_400
    ? t({ message: `about ${inMinutes} min left`, comment: 'Remaining time in minutes' })
    : t({ message: `about ${inHours} h left`, comment: 'Remaining time in hours' });
}

/** Describes the outcome of an import, the lines that were imported, and the next step. Undefined before the start. */
export function outcomeInWords({ phase, next, problem = '', isLastPartOpen }: Shown): string | undefined {
  const [line, linesRead] = [inDigits(next.line), next.line - 1];
  switch (phase) {
    case 'ready':
      return undefined;
    case 'running':
      return t`Sending…`;
    case 'stopping':
      return t`Stopping after the lines that are being sent…`;
    case 'stopped':
      return isLastPartOpen
        ? t`Interrupted at line ${line}. Some of the lines that were being sent may also have been imported. Lines that were already imported are kept. Continue from there, or send the file again later: no line is imported twice.`
        : t`Stopped before line ${line}. Lines that were already imported are kept. Continue from there, or send the file again later: no line is imported twice.`;
    case 'failed':
      return failureInWords(line, problem, next.line > 1, isLastPartOpen);
    case 'done':
      return plural(linesRead, { one: 'Done: # line was read.', other: 'Done: all # lines were read.' });
  }
}

/** The server's `problem` is about the last part only, which the server imports completely or not at all. Earlier parts are kept. */
function failureInWords(line: string, problem: string, hasEarlier: boolean, isLastPartOpen: boolean): string {
  if (isLastPartOpen)
    return hasEarlier
      ? t`The import failed at line ${line}. ${problem} The last lines may or may not have been imported. Lines that were already imported are kept. Continue from there, or send the file again later: no line is imported twice.`
      : t`The import failed at line ${line}. ${problem} The last lines may or may not have been imported. Continue from there, or send the file again later: no line is imported twice.`;
  return hasEarlier
    ? t`The import failed at line ${line}. ${problem} Only the last group of lines is affected. Lines that were already imported are kept. Continue from there, or send the file again later: no line is imported twice.`
    : t`The import failed at line ${line}. ${problem} Only the last group of lines is affected. Continue from there, or send the file again later: no line is imported twice.`;
}
