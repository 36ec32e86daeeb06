type Work = () => Promise<unknown>;

const works = new Set<Work>();

/** Has something done while the session still holds, before it is ended by this person. It must settle. @returns a function that takes it back */
export function beforeSignOut(work: Work): () => void {
  works.add(work);
  return () => works.delete(work);
}

/** Until all of it is done, whichever way. */
export const finishBeforeSignOut = (): Promise<unknown> => Promise.allSettled([...works].map((work) => work()));
