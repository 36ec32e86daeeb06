type Work = () => Promise<unknown>;

const works = new Set<Work>();

/** Has something done while the session still holds, before it is ended by this person. It must settle. @returns a function that takes it back */
export function beforeSignOut(work: Work): () => void {
  works.add(work);
  return () => works.delete(work);
}

// A server that does not answer must not keep anybody signed in; what was under way is kept for the next sign-in.
const PATIENCE_MS = 5_000;

/** Until all of it is done, whichever way, and no longer than five seconds. */
export const finishBeforeSignOut = (): Promise<unknown> =>
  Promise.race([Promise.allSettled([...works].map((work) => work())), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
