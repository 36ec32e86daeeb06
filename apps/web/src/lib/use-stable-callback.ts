import { useCallback, useEffect, useRef } from 'react';

/** A stable function that runs the latest given one, so that memoized components do not render again. Do not call it while rendering. */
export function useStableCallback<Args extends unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
