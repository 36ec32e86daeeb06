import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { current, press } from '../harness/pending-suggestions.js';
import { PHONE, screenshot, setStage, type PageOptions, type StagePage } from '../harness/stage.js';

const { openSignedOut, openAs } = setStage();

const card = (page: StagePage, title: string) => page.getByRole('dialog', { name: title });

async function signInAs(name: RegExp, options?: PageOptions): Promise<StagePage> {
  const page = await openSignedOut({ ...options, path: '/sign-in' });
  await page.getByRole('button', { name }).click();
  return page;
}

describe('the guided walk of the demo', () => {
  test('leads a member through the pages, continues after a reload, and can be closed permanently', async () => {
    const page = await signInAs(/Amara Okafor/);
    await expect(card(page, 'What you did')).toBeFocused();
    await expectAccessible(page);
    await screenshot(page, 'guided-walk');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(card(page, 'Every number opens its signals')).toBeVisible();
    // Also if news about decisions precede the charts.
    await expect(page.locator('[data-walk] [data-row]').first()).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await expect(card(page, 'Post what you do')).toBeFocused();
    await page.reload();
    await expect(card(page, 'Post what you do')).toContainText('3 of 5');

    // The page stays usable. On another page, the walk offers the way back.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Mentorship' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mentorship');
    await page.getByRole('button', { name: 'Show this page' }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await expectAccessible(page);

    await page.keyboard.press('Escape');
    await expect(card(page, 'Post what you do')).toHaveCount(0);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect(page.getByText(/Guided walk ·/)).toHaveCount(0);
    await page.getByRole('button', { name: /your menu/ }).click();
    await page.getByRole('menuitem', { name: 'Guided walk' }).click();
    await expect(page.getByText('Guided walk · 1 of 5')).toBeVisible();
  });

  test.each([
    ['Tech Lead', /Tomás Herrera/, ['Decide with evidence', 'One key for each decision', 'Your projects', 'Find the right person']],
    ['admin', /Ingrid Halvorsen/, ['The whole organization', 'Taxonomy', 'People and invitations', 'Imports', 'Mismatches']],
  ] as const)('has its own steps for the %s, also on a phone', async (who, name, titles) => {
    const page = await signInAs(name, { viewport: PHONE, theme: 'dark' });
    await expect(card(page, titles[0])).toBeVisible();
    // A Tech Lead with waiting suggestions begins in the inbox, which is the page of the first step.
    if (who === 'admin') await page.getByRole('button', { name: 'Show this page' }).click();
    else await expect(page).toHaveURL(/\/inbox/);
    for (const title of titles) {
      await expect(card(page, title)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Show this page' })).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false);
      if (title === titles[1]) await screenshot(page, `guided-walk-${titles.length}`);
      await page.getByRole('button', { name: 'Next' }).click();
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByText(/Guided walk ·/)).toHaveCount(0);
  });

  test('leaves the keys of the page usable while it has the focus', async () => {
    const page = await signInAs(/Tomás Herrera/);
    await expect(card(page, 'Decide with evidence')).toBeFocused();
    const first = await current(page).textContent();
    await press(page, 's');
    await expect(current(page)).not.toHaveText(first ?? '');
    await expect(card(page, 'Decide with evidence')).toBeVisible();
  });

  test('is not shown to people who did not choose a persona', async () => {
    const page = await openAs('member');
    await expect(page.getByText(/Guided walk ·/)).toHaveCount(0);
  });
});
