import cliProgress from 'cli-progress';
import type { CommandIo } from './command-io.js';

const LINE_EVERY_MS = 3_000;

export interface Progress {
  /**
   * @param done what is finished, in the unit of the title
   * @param part how much of the whole that is, from 0 to 1; undefined where nobody knows the whole
   */
  update(done: number, part?: number): void;
  stop(): void;
}

/** Shows how long work comes along, on stderr: a bar with rate and remaining time on a terminal, a line now and then elsewhere. */
export function showProgress(io: CommandIo, title: string, unit: string, now: () => number = Date.now): Progress {
  const begun = now();
  const rate = (done: number) => Math.round((done * 1000) / Math.max(1, now() - begun));
  return io.stderr.isTTY === true ? bar(io, title, unit, rate) : lines(io, title, unit, rate, now);
}

function bar(io: CommandIo, title: string, unit: string, rate: (done: number) => number): Progress {
  const shown = new cliProgress.SingleBar(
    { stream: io.stderr as NodeJS.WritableStream, format: `${title} {bar} {percentage} % | {done} ${unit} | {rate}/s | {eta_formatted} left`, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
    cliProgress.Presets.shades_classic,
  );
  shown.start(1000, 0, { done: '0', rate: '0' });
  return {
    update: (done, part) => shown.update(Math.round((part ?? 0) * 1000), { done: done.toLocaleString('en'), rate: rate(done).toLocaleString('en') }),
    stop: () => shown.stop(),
  };
}

function lines(io: CommandIo, title: string, unit: string, rate: (done: number) => number, now: () => number): Progress {
  let last = now();
  return {
    update: (done, part) => {
      if (now() - last < LINE_EVERY_MS) return;
      last = now();
      const percent = part === undefined ? '' : `, ${Math.round(part * 100)} %`;
      io.stderr.write(`${title}: ${done.toLocaleString('en')} ${unit}, ${rate(done).toLocaleString('en')}/s${percent}\n`);
    },
    stop: () => {},
  };
}
