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
}

/**
 * Runs `work` on `lanes` concurrent lanes for `seconds`, after `warmUp` seconds that do not count. `work` gets the number of
 * its lane and of the call, and returns whether it succeeded.
 */
export async function measure(
  options: { lanes: number; seconds: number; warmUp?: number },
  work: (lane: number, call: number) => Promise<boolean>,
): Promise<Measured> {
  const { lanes, seconds, warmUp = 1 } = options;
  const latencies: number[] = [];
  let errors = 0;
  let calls = 0;
  const begin = performance.now() + warmUp * 1000;
  const end = begin + seconds * 1000;
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
  return summarize(latencies, seconds, errors);
}

/** Percentiles of latencies in milliseconds. */
export function summarize(latencies: number[], seconds: number, errors: number): Measured {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, seconds, rate: sorted.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), errors };
}
