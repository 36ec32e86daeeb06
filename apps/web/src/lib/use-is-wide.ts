import { useStore } from './store.ts';

const wide = matchMedia('(min-width: 768px)');

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** Whether the window is wide enough for two columns: the breakpoint `md` of the styles. */
export const useIsWide = (): boolean => useStore({ subscribe, read: () => wide.matches });
