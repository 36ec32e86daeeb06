/** People do not notice a shorter wait, but they would notice a skeleton that flashes. */
const MAX_WAIT_MS = 150;

/**
 * Waits until the work has settled, but only for a moment, so that a page whose data arrives fast opens without a skeleton. Pages with
 * a list do not wait, because their controls are useful already.
 */
export const waitBriefly = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => {}), new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))]);
