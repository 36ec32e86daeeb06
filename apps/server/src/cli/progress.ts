import cliProgress from 'cli-progress';
import type { CommandIo } from './command-io.js';

const LINE_EVERY_MS = 3_000;

export interface Progress {
  /**
   * @param done the number of finished units
   * @param part the finished fraction, from 0 to 1; undefined if the total is unknown
   */
  update(done: number, part?: number): void;
  stop(): void;
}

/**
 * Shows progress on stderr. On a terminal this is a bar with the rate and the remaining time, or only a counter if the total is
 * unknown. Elsewhere it is a line every three seconds.
 */
export function showProgress(
  io: CommandIo,
  title: string,
  unit: string,
  { isWholeKnown = true, now = Date.now }: { isWholeKnown?: boolean; now?: () => number } = {},
): Progress {
  const begun = now();
  const rate = (done: number) => Math.round((done * 1000) / Math.max(1, now() - begun));
  return io.stderr.terminal.isTTY === true ? bar(io, title, unit, rate, isWholeKnown) : lines(io, title, unit, rate, now);
}

function bar(io: CommandIo, title: string, unit: string, rate: (done: number) => number, isWholeKnown: boolean): Progress {
  const format = isWholeKnown
    ? `${title} {bar} {percentage}% | {done} ${unit} | {rate}/s | {eta_formatted} left`
    : `${title} {done} ${unit} | {rate}/s | {duration_formatted}`;
  const shown = new cliProgress.SingleBar(
    { stream: io.stderr.terminal, format, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
    cliProgress.Presets.shades_classic,
  );
  shown.start(1000, 0, { done: '0', rate: '0' });
  return {
    update: (done, part) =>
      shown.update(Math.round((part ?? 0) * 1000), { done: done.toLocaleString('en'), rate: rate(done).toLocaleString('en') }),
    stop: () => shown.stop(),
  };
}

function lines(io: CommandIo, title: string, unit: string, rate: (done: number) => number, now: () => number): Progress {
  let last = now();
  return {
    update: (done, part) => {
      if (now() - last < LINE_EVERY_MS) return;
      last = now();
      const percent = part === undefined ? '' : `, ${Math.round(part * 100)}%`;
      io.stderr.write(`${title}: ${done.toLocaleString('en')} ${unit}, ${rate(done).toLocaleString('en')}/s${percent}\n`);
    },
    stop: () => {},
  };
}
