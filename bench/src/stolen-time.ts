import { readFileSync } from 'node:fs';

/** Processor time since the start of Linux, of all processors, in ticks. */
export interface ProcessorTime {
  all: number;
  /** Time in which this machine had work, but its host ran other machines. */
  stolen: number;
}

/** Reads the first line of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq and steal. */
export function readProcessorTime(): ProcessorTime {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  return { all: ticks.reduce((sum, part) => sum + part, 0), stolen: ticks[7] ?? Number.NaN };
}

/** The share of the processor time since `before` that the host gave to other machines, from 0 to 1. A quiet machine has hardly any. */
export function shareStolen(before: ProcessorTime, now: ProcessorTime): number {
  return (now.stolen - before.stolen) / (now.all - before.all);
}
