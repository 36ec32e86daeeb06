import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const scrollsSideways = (page: StagePage) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** A person who posted on a project led by Tomás and is not a persona of the demo. */
async function someoneOfTheTeam(admin: StagePage) {
  const { items: tomas } = await (await admin.request.get('/api/profiles?search=herrera')).json();
  const { items: projects } = await (await admin.request.get('/api/projects?status=active&limit=200')).json();
  for (const project of projects.filter(({ techLeadId }: { techLeadId: number }) => techLeadId === tomas[0].id)) {
    const { items } = await (await admin.request.get(`/api/progress_updates?projectId=${project.id}`)).json();
    for (const { userId } of items) {
      const person = await (await admin.request.get(`/api/profiles/${userId}`)).json();
      if (person.isActive && !person.isAdmin && person.name !== 'Amara Okafor' && userId !== tomas[0].id)
        return { person: person as { id: number; name: string; email: string }, projectId: project.id as number };
    }
  }
  throw new Error('The demo has no such person');
}

describe('erasing a person', () => {
  test('shows the consequences, requires the e-mail address, and keeps the records of a former member', async () => {
    const page = await openAs('admin', { path: '/admin/people' });
    const { person, projectId } = await someoneOfTheTeam(page);
    const totals = async () => (await page.request.get('/api/organization/skills/distribution')).text();
    const before = await totals();
    await page.getByRole('searchbox').fill(person.email);
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: `More actions for ${person.name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Erase…' }).click();

    const dialog = page.getByRole('dialog', { name: `Erase ${person.name}?` });
    await expect(dialog).toContainText('This cannot be undone');
    await expect(dialog).toContainText(/The text of [\d,]+ progress updates?\./);
    await expect(dialog).toContainText(/[\d,]+ signals? and \d+ validated skills?, under the name “Former member”/);
    await expectAccessible(page);
    await screenshot(page, 'erase-person');
    const address = dialog.getByLabel(`Type ${person.email} to confirm`);
    await address.fill(person.name);
    await page.keyboard.press('Enter');
    await expect(address).toHaveAccessibleDescription('This is not the e-mail address of this person.');
    await expect(address).toHaveValue(person.name);
    await address.fill(person.email.toUpperCase());
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${person.name} was erased. All signals and validated skills are kept.`)).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('No matching people')).toBeVisible();
    expect(await totals()).toBe(before);

    await page.goto(`/people/${person.id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Former member' })).toBeVisible();
    await expect(page.getByText(/Signals and validated skills are kept without personal data/)).toBeVisible();
    await expect(page.getByText('erased.invalid')).toHaveCount(0);
    await expectAccessible(page);
    await screenshot(page, 'former-member-profile');
    await page.goto(`/people/${person.id}/skills`);
    await expect(page.getByRole('heading', { name: /Former member/ }).first()).toBeVisible();

    await page.goto(`/projects/${projectId}?tab=updates`);
    await expect(page.getByText('This text was removed when its author was erased.').first()).toBeVisible();
    await expect(page.getByText('Former member').first()).toBeVisible();
    await expect(page.getByText(person.name)).toHaveCount(0);
    await screenshot(page, 'former-member-updates');
    await page.goto('/inbox');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Former member')).toHaveCount(0);
  });

  test('fits a phone in the dark theme, and is not available for the admin’s own account', async () => {
    const page = await openAs('admin', { path: '/admin/people?search=halvorsen', viewport: PHONE, theme: 'dark' });
    await page.getByRole('button', { name: 'More actions for Ingrid Halvorsen' }).click();
    await expect(page.getByRole('menuitem', { name: 'Edit…' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Erase…' })).toHaveCount(0);
    const { items } = await (await page.request.get('/api/profiles?search=okafor')).json();
    await page.goto(`/admin/people?open=erase&person=${items[0].id}`);
    await expect(page.getByRole('dialog', { name: 'Erase Amara Okafor?' })).toContainText('Backups');
    await expectAccessible(page);
    expect(await scrollsSideways(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await screenshot(page, 'erase-person-phone');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    const { items: admins } = await (await page.request.get('/api/profiles?search=halvorsen')).json();
    await page.goto(`/admin/people?open=erase&person=${admins[0].id}`);
    await expect(page.getByRole('alert')).toHaveText('You cannot erase yourself. Ask another admin to do it.');
    await expect(page.getByRole('button', { name: 'Erase permanently' })).toBeDisabled();
  });
});
