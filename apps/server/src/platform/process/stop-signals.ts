import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A repeated signal within this time counts as the same one: npm forwards Ctrl-C to a process that already got it from the
 * terminal, and a supervisor may signal both the process and its group.
 */
const SAME_WITHIN_MS = 2_000;

/** A supervisor that stops all processes also stops the database, and this process may notice that before its own signal. */
const FAILED_OR_STOPPED_MS = 1_000;

/** The signals that ask a process to end: Ctrl-C, a supervisor, a closed terminal, Ctrl-\. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type StopSignal = (typeof SIGNALS)[number];

export interface StopSignals {
  /** Aborted by the first signal; its reason is a `StopRequested`. */
  requested: AbortSignal;
  /** Aborted by a later signal, which means: do not wait. The remaining cleanup still runs, but without a grace period. */
  forced: AbortSignal;
}

/** The reason of an aborted start or command. */
export class StopRequested extends Error {
  constructor(readonly signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.name = 'StopRequested';
  }
}

/**
 * Listens for the signals that end a process. From then on they no longer end it directly, so that it can stop everything that
 * it has started.
 */
export function listenForStop(onRequest: () => void): StopSignals {
  const [requested, forced] = [new AbortController(), new AbortController()];
  let firstAt = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (!requested.signal.aborted) {
        firstAt = performance.now();
        onRequest();
        requested.abort(new StopRequested(signal));
      } else if (performance.now() - firstAt > SAME_WITHIN_MS && signal !== 'SIGHUP') forced.abort(new StopRequested(signal));
    });
  }
  return { requested: requested.signal, forced: forced.signal };
}

/** Returns a promise that rejects with the signal's reason when the signal is aborted, and never resolves. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** Returns the result of the work, or rejects when the signal is aborted. The work is not stopped; the caller has to do that. */
export function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  return signal ? Promise.race([work, whenAborted(signal)]) : work;
}

/** Returns the result of the work. If it fails because everything is being stopped, rejects with the signal's reason instead of its error. */
export async function orStopped<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    await Promise.race([whenAborted(signal), sleep(FAILED_OR_STOPPED_MS)]);
    throw error;
  }
}
