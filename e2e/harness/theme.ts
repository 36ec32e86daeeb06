import type { Page } from 'playwright-core';

export type Theme = 'light' | 'dark';

/** Asks for a theme as the system does, and waits until it is painted: half-faded colors have half the contrast. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
}
