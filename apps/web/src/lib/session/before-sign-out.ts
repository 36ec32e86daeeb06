type Work = () => Promise<unknown>;

const works = new Set<Work>();

/** Registers work to finish before this person signs out, while the session is still valid. It must settle. @returns a function that removes it */
export function beforeSignOut(work: Work): () => void {
  works.add(work);
  return () => works.delete(work);
}

// A server that does not answer must not prevent the sign-out. Unfinished work is kept for the next sign-in.
const MAX_WAIT_MS = 5_000;

/** Waits until all work has settled, for at most five seconds. */
export const finishBeforeSignOut = (): Promise<unknown> =>
  Promise.race([Promise.allSettled([...works].map((work) => work())), new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))]);
