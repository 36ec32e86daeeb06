import { useCallback, useEffect, useRef } from 'react';

/** A function that stays the same and runs what it was given last, so that what gets it is not made anew with it. Not to be called while rendering. */
export function useSteady<Args extends unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
