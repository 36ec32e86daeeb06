import { setTimeout } from 'node:timers/promises';

const FEWEST = 10;

/** The summary of many requests. */
export interface Measured {
  count: number;
  seconds: number;
  /** Requests per second. */
  rate: number;
  /** In milliseconds, like p95 and p99. */
  p50: number;
  p95: number;
  p99: number;
  errors: number;
  /** Processor time of the measured process for one request, in milliseconds. */
  cpu?: number;
}

/**
 * Runs `work` on `lanes` concurrent lanes for `seconds`, after `warmUp` seconds that do not count. `work` gets the number of
 * its lane and of the call, and returns whether it succeeded. `cpu` reads the processor time of the measured process.
 */
export async function measure(
  options: { lanes: number; seconds: number; warmUp?: number; cpu?: () => Promise<number> },
  work: (lane: number, call: number) => Promise<boolean>,
): Promise<Measured> {
  const { lanes, seconds, warmUp = 1 } = options;
  const latencies: number[] = [];
  let errors = 0;
  let calls = 0;
  const begin = performance.now() + warmUp * 1000;
  const end = begin + seconds * 1000;
  const cpuBefore = setTimeout(warmUp * 1000).then(() => options.cpu?.() ?? Number.NaN);
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let now = performance.now(); now < end;) {
        const ok = await work(lane, calls++);
        const done = performance.now();
        if (now >= begin) latencies.push(done - now);
        if (!ok) errors += 1;
        now = done;
      }
    }),
  );
  const measured = summarize(latencies, seconds, errors);
  return options.cpu ? { ...measured, cpu: ((await options.cpu()) - (await cpuBefore)) / measured.count } : measured;
}

/** Percentiles of latencies in milliseconds. */
function summarize(latencies: number[], seconds: number, errors: number): Measured {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, seconds, rate: sorted.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), errors };
}

/**
 * Calls the sides alternately, one request at a time, for `seconds` times the number of sides, and at least ten times each. The
 * first `warmUp` rounds do not count. Each side gets the number of the round.
 */
export async function alternate<Side extends string>(
  seconds: number,
  sides: Record<Side, (round: number) => Promise<unknown>>,
  warmUp = 6,
): Promise<Record<Side, Measured>> {
  const names = Object.keys(sides) as Side[];
  const latencies = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Side, number[]>;
  const end = performance.now() + seconds * names.length * 1000;
  for (let round = 0; round < warmUp + FEWEST || performance.now() < end; round += 1) {
    for (const name of names) {
      const started = performance.now();
      await sides[name](round);
      if (round >= warmUp) latencies[name].push(performance.now() - started);
    }
  }
  const spent = (name: Side) => latencies[name].reduce((sum, latency) => sum + latency, 0) / 1000;
  return Object.fromEntries(names.map((name) => [name, summarize(latencies[name], spent(name), 0)])) as Record<Side, Measured>;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
