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

/** What one side does with each request. */
export interface Load {
  /** Gets the number of its lane and of the call. @returns whether it succeeded */
  send: (lane: number, call: number) => Promise<boolean>;
  /** The processor time that the measured process has used so far, in milliseconds. */
  cpu?: () => Promise<number>;
}

/** The first requests of a turn find idle processes and are not measured. */
const RAMP_MS = 250;
/** In the first seconds, V8 still compiles and each connection plans its statements, so these turns of each side do not count. */
const WARM_UP_TURNS = 3;

/**
 * Loads one side after the other for a second each, with one request at a time on each of `lanes`, until each has been measured for
 * `seconds`, a whole number. Many short turns, because a machine can change its speed within a minute: so all sides find the same speeds and tables of the same size.
 */
export async function takeTurns<Side extends string>(
  { lanes, seconds }: { lanes: number; seconds: number },
  sides: Record<Side, Load>,
): Promise<Record<Side, Measured>> {
  const names = Object.keys(sides) as Side[];
  const turns = Object.fromEntries(names.map((name) => [name, [] as Turn[]])) as Record<Side, Turn[]>;
  for (let round = 0; round < WARM_UP_TURNS + seconds; round += 1)
    for (const name of names) {
      const turn = await loadForSecond(lanes, sides[name]);
      if (round >= WARM_UP_TURNS) turns[name].push(turn);
    }
  const sum = (name: Side, of: (turn: Turn) => number) => turns[name].reduce((total, turn) => total + of(turn), 0);
  return Object.fromEntries(
    names.map((name) => {
      const latencies = turns[name].flatMap((turn) => turn.latencies);
      const failed = sum(name, ({ errors }) => errors);
      const measured = summarize(latencies, seconds, failed);
      return [name, sides[name].cpu ? { ...measured, cpu: sum(name, ({ cpu }) => cpu) / sum(name, ({ calls }) => calls) } : measured];
    }),
  ) as Record<Side, Measured>;
}

interface Turn {
  latencies: number[];
  errors: number;
  calls: number;
  cpu: number;
}

async function loadForSecond(lanes: number, { send, cpu = async () => 0 }: Load): Promise<Turn> {
  const turn: Turn = { latencies: [], errors: 0, calls: 0, cpu: -(await cpu()) };
  const begin = performance.now() + RAMP_MS;
  const end = begin + 1000;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let now = performance.now(); now < end;) {
        const ok = await send(lane, turn.calls++);
        const done = performance.now();
        if (now >= begin) turn.latencies.push(done - now);
        if (!ok) turn.errors += 1;
        now = done;
      }
    }),
  );
  turn.cpu += await cpu();
  return turn;
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
