import { expect as playwrightExpect } from '@playwright/test';

/**
 * Playwright's assertions wait for what they ask; Vitest's `expect` is for values. They live side by side. How long they
 * wait is for a machine that is busy with other things: nothing is shown to be quick by it.
 */
export const expect = playwrightExpect.configure({ timeout: 30_000 });
