import { expect as playwrightExpect } from '@playwright/test';

/**
 * Playwright's assertions, which wait for the expected state. Vitest's `expect` is for plain values. The timeout is long
 * because the machine may be busy; it does not measure speed.
 */
export const expect = playwrightExpect.configure({ timeout: 30_000 });
