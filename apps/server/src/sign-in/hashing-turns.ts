import { DomainError } from '../platform/errors/domain-error.js';

/** At once: each takes 128 MiB and one of the four threads that files and names are looked up on as well. */
const MOST_AT_ONCE = 2;
/** About ten seconds of waiting on a slow machine; who would wait longer is told to come back. */
const MOST_WAITING = 50;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Does a piece of hashing once it has its turn, so that sign-ins from many addresses at once take neither the memory nor
 * all the threads of the server.
 *
 * @throws UNAVAILABLE where too many wait already
 */
export async function takeTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running < MOST_AT_ONCE) running += 1;
  else {
    if (waiting.length >= MOST_WAITING)
      throw new DomainError('UNAVAILABLE', 'Too many people sign in at this moment. Try again in a few seconds.');
    // Whoever ends hands the turn over: it is not free in between.
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
