/**
 * A signal that comes again within this time is the same one: npm passes Ctrl-C on to a process that the terminal has sent it
 * to already, and a supervisor may signal the process and its group.
 */
const SAME_WITHIN_MS = 2_000;

/** What asks a process to end: Ctrl-C, a supervisor, a terminal that was closed, Ctrl-\. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type StopSignal = (typeof SIGNALS)[number];

export interface StopSignals {
  /** Aborted by the first signal; its reason is a `StopRequested`. */
  requested: AbortSignal;
  /** Aborted by one that comes later: somebody does not want to wait. What has to be stopped still is, without grace. */
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
 * Listens for the signals that end a process. From then on none of them ends it by itself, so that nothing is left behind that
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

/** Rejected with the signal's reason once it is aborted; pending until then. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** What comes of the work, unless the signal is aborted before. The work itself goes on; whoever aborts ends what it needs. */
export function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  return signal ? Promise.race([work, whenAborted(signal)]) : work;
}
