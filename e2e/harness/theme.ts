import type { Page } from 'playwright-core';

export type Theme = 'light' | 'dark';

/** Emulates the system's theme and waits until the page uses it. Half-faded colors would fail the contrast check. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
}
