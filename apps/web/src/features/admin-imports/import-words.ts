import { sizeInWords } from '#lib/format/size.ts';
import { plural } from '#lib/format/time.ts';
import type { UpdatesImport } from './use-updates-import.ts';

type Shown = Pick<UpdatesImport, 'phase' | 'next' | 'bytesRead' | 'since' | 'problem' | 'isLastPartOpen'>;

/** How far an import is, how fast, and how long it still takes: "12,000 lines · 4 MB of 9 MB · 2,400 lines a second · about 40 s left". */
export function progressInWords({ next, bytesRead, since }: Shown, fileSize: number): string {
  const lines = next.line - since.line;
  const perSecond = since.elapsedMs > 0 ? (lines * 1000) / since.elapsedMs : 0;
  const words = [plural(next.line - 1, 'line'), `${sizeInWords(bytesRead)} of ${sizeInWords(fileSize)}`];
  if (perSecond >= 1) words.push(`${Math.round(perSecond).toLocaleString()} lines a second`);
  const linesToCome = bytesRead > 0 ? ((next.line - 1) * (fileSize - bytesRead)) / bytesRead : 0;
  if (perSecond >= 1 && linesToCome > 0) words.push(`about ${durationInWords(linesToCome / perSecond)} left`);
  return words.join(' · ');
}

function durationInWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** What happened, what was kept, what to do. Undefined before the start. */
export function outcomeInWords({ phase, next, problem, isLastPartOpen }: Shown): string | undefined {
  const line = next.line.toLocaleString();
  const kept = 'What was imported stands. Go on from there, or send the file again later: nothing is imported twice.';
  switch (phase) {
    case 'ready':
      return undefined;
    case 'running':
      return 'Sending…';
    case 'stopping':
      return 'Stopping after the lines that are on their way…';
    case 'stopped':
      return isLastPartOpen
        ? `Broken off at line ${line}. The lines that were on their way may stand as well. ${kept}`
        : `Stopped before line ${line}. ${kept}`;
    case 'failed':
      return `It failed at line ${line}. ${problem ?? ''} ${whatFailed(next.line, isLastPartOpen)}`;
    case 'done':
      return `Done: ${plural(next.line - 1, 'line')} read to the end.`;
  }
}

/** The server speaks of the part that was sent last alone, which it takes as a whole or not at all; the parts before stand. */
function whatFailed(line: number, isLastPartOpen: boolean): string {
  const of = isLastPartOpen ? 'Whether the lines sent last stand is not known' : 'That is about the lines sent last';
  const before = line > 1 ? '; what was imported before them stands' : '';
  return `${of}${before}. Go on from there, or send the file again later: nothing is imported twice.`;
}
