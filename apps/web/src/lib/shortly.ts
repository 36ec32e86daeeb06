/** Below this nobody sees that there was a wait; a skeleton that is gone again at once would be seen. */
const PATIENCE_MS = 150;

/**
 * Until the work is done, whichever way, and no longer than a moment: a page that is little without its data begins with them
 * where they come fast. A list does not wait: what stands above it is worth showing already.
 */
export const shortly = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => {}), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
