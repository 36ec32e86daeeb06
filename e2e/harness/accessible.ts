import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { setTheme } from './theme.js';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Tooltips and menus float at the end of the document, outside of every landmark, and belong to what opened them.
const FLOATING = /data-radix-popper-content-wrapper/;

/**
 * Fails unless axe finds nothing against WCAG 2.2 AA (and its best practices) on what is shown now, in both themes. What
 * is evaluated by the browser's own protocol is not subject to the policy of the page, which stays in force.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.dataset['theme']);
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    const violations = await violationsOn(page);
    if (violations.length > 0) throw new Error(`axe found in the ${theme} theme of ${page.url()}:\n${violations.join('\n')}`);
  }
  await setTheme(page, before === 'dark' ? 'dark' : 'light');
}

async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(`if (!window.axe) { ${source} }`);
  const { violations } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
    return axe.run(document, { resultTypes: ['violations'] });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ target }) => id !== 'region' || !FLOATING.test(target.join(' ')))
      .map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
  );
}
