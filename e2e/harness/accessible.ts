import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults, RunOptions } from 'axe-core';
import { smallTargets } from './small-targets.js';
import { setTheme, type Theme } from './theme.js';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Tooltips and menus are rendered at the end of the document, outside of every landmark.
const FLOATING = '[data-radix-popper-content-wrapper]';

const PHONE_WIDTH = 480;

/** The rules whose result depends on the theme, which changes nothing but colors. */
const OF_COLORS = ['color-contrast', 'link-in-text-block'];

/**
 * Fails if axe finds violations of WCAG 2.2 AA or of its best practices in the current view, in each theme. axe is
 * injected through the browser's protocol, so the page's security policy stays active and does not block it. In a window as narrow as a
 * phone, controls must be large enough for a finger.
 */
export async function expectAccessible(page: Page, themes: readonly Theme[] = ['light', 'dark']): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.dataset['theme']);
  for (const [index, theme] of themes.entries()) {
    await setTheme(page, theme);
    const violations = await violationsOn(page, index === 0 ? {} : { runOnly: OF_COLORS });
    if (violations.length > 0) throw new Error(`axe found in the ${theme} theme of ${page.url()}:\n${violations.join('\n')}`);
  }
  await setTheme(page, before === 'dark' ? 'dark' : 'light');
  const small = (page.viewportSize()?.width ?? 0) <= PHONE_WIDTH ? await smallTargets(page) : [];
  if (small.length > 0) throw new Error(`Controls on ${page.url()} are too small for a finger:\n${small.join('\n')}`);
}

/**
 * Like `expectAccessible` in the current theme, but without the contrast of colors, which takes axe a third of its time. For pages
 * whose colors another journey checks.
 */
export async function expectAccessibleApartFromColors(page: Page): Promise<void> {
  const violations = await violationsOn(page, { rules: { 'color-contrast': { enabled: false } } });
  if (violations.length > 0) throw new Error(`axe found on ${page.url()}:\n${violations.join('\n')}`);
}

/** Sends the source without Playwright's own `evaluate`, which would take twice as long for it. */
async function inject(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Runtime.evaluate', { expression: source });
  await protocol.detach();
}

async function violationsOn(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await inject(page);
  const violations = await page.evaluate(
    async ([given, floating]) => {
      const { axe } = window as unknown as { axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } };
      const found = await axe.run(document, { resultTypes: ['violations'], ...given });
      const isFloating = (target: readonly unknown[]) => document.querySelector(target.join(' '))?.closest(floating) != null;
      return found.violations.map((one) => ({
        ...one,
        nodes: one.nodes.filter(({ target }) => one.id !== 'region' || !isFloating(target)),
      }));
    },
    [options, FLOATING] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  );
}
