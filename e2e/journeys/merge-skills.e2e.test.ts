import { test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const add = async (page: StagePage, name: string): Promise<number> =>
  (await (await page.request.post('/api/skills', { data: { name, category: 'Infrastructure' } })).json()).id;
/** Opens the dialog from the menu of the skill, and chooses the skill that remains. */
async function openMerge(page: StagePage, name: string, into: string) {
  await page.getByRole('searchbox', { name: 'Search skills' }).fill(name);
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: `Merge ${name}` });
  await dialog.getByRole('combobox', { name: 'Skill that remains' }).fill(into);
  await page.getByRole('option', { name: into }).first().click();
  return dialog;
}
const listed = (page: StagePage, name: string) =>
  page
    .getByRole('list', { name: 'Skills', exact: true })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `More actions for ${name}`, exact: true }) });

test('an admin merges a skill after reading the consequences, finds it under both names, and ends the merge', async () => {
  const page = await openAs('admin', { path: '/admin/taxonomy' });
  await add(page, 'Infrastructure as code');
  await page.reload();
  const dialog = await openMerge(page, 'Terraform', 'Infrastructure as code');
  await expect(dialog.getByText(/“Infrastructure as code” takes over: .+validated level/)).toBeVisible();
  await expect(dialog.getByText(/\d+ signals stay with “Terraform”/)).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'admin-taxonomy-merge');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('“Terraform” was merged into “Infrastructure as code”')).toBeVisible();

  await expect(listed(page, 'Terraform')).toContainText('Merged into Infrastructure as code');
  await expect(listed(page, 'Infrastructure as code'), 'the search finds the other skill by the old name').toBeVisible();
  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Audit log' }).click();
  const entry = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem').first();
  await expect(entry).toContainText('Ingrid Halvorsen merged Terraform into another skill');
  await expect(entry).toContainText('Merged into: Infrastructure as code');
  await entry.getByRole('button', { name: /more changes by this request/ }).click();
  await expect(entry).toContainText(/moved a level of .+ to Infrastructure as code by merging skills/);
  await expectAccessible(page);

  await page.goto('/admin/taxonomy?search=Terraform');
  await page.getByRole('button', { name: 'More actions for Terraform', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Merge…' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Reactivate…' }).click();
  const reactivate = page.getByRole('dialog', { name: 'Reactivate Terraform?' });
  await expect(reactivate).toContainText('This ends the merge into “Infrastructure as code”');
  await reactivate.getByRole('button', { name: 'Reactivate' }).click();
  await expect(page.getByText('Terraform was reactivated')).toBeVisible();
  await expect(listed(page, 'Infrastructure as code')).toHaveCount(0);
});

test('a merge on a phone waits until the suggestions in its way are decided', async () => {
  const page = await openAs('admin', { path: '/admin/taxonomy', viewport: PHONE });
  const member = await openAs('member', { path: '/' });
  for (const name of ['Site reliability', 'Uptime monitoring']) {
    const data = { skillId: await add(page, name), suggestedProficiency: 'NOVICE' };
    expect((await member.request.post('/api/suggestions', { data })).status()).toBe(201);
  }
  await page.reload();
  const dialog = await openMerge(page, 'Uptime monitoring', 'Site reliability');
  await expect(dialog.getByRole('alert')).toContainText('1 pending suggestion must be decided first');
  await expect(dialog.getByRole('button', { name: 'Merge', exact: true })).toBeDisabled();
  await expectAccessible(page);
  await screenshot(page, 'admin-taxonomy-merge-phone');
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
    'the page has no horizontal scrolling at 390 px',
  ).toBe(false);
  await dialog.getByRole('combobox').fill('Uptime monitoring');
  await page.getByRole('option', { name: 'Uptime monitoring' }).click();
  await expect(dialog.getByRole('combobox')).toHaveAccessibleDescription(/Choose another skill\./);
  await expect(dialog.getByRole('button', { name: 'Merge', exact: true })).toBeDisabled();
});
