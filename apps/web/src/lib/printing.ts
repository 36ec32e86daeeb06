import { flushSync } from 'react-dom';
import { createStore, useStore } from './store.ts';

/** When printing began, in ISO 8601; undefined on the screen. */
const printing = createStore<string | undefined>(undefined);

// Synchronously, because the browser takes the page as it is when the event ends.
const set = (isPrinting: boolean) => flushSync(() => printing.set(isPrinting ? (printing.read() ?? new Date().toISOString()) : undefined));

matchMedia('print').addEventListener('change', ({ matches }) => set(matches));
addEventListener('beforeprint', () => set(true));
addEventListener('afterprint', () => set(false));

/** The time at which the page is being printed; undefined on the screen. */
export const usePrintTime = (): string | undefined => useStore(printing);

/** Whether the page is being printed. A list of which only the visible rows are in the document must then show all of them. */
export const useIsPrinting = (): boolean => usePrintTime() !== undefined;
