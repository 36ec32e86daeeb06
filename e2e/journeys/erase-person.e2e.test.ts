import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const sticksOut = (page: StagePage) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Somebody who posted on a project that Tomás leads, and is no persona. */
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
  throw new Error('The demo has nobody like that');
}

describe('erasing a person', () => {
  test('says what goes and stays, asks for the address, and leaves a former member', async () => {
    const page = await openAs('admin', { path: '/admin/people' });
    const { person, projectId } = await someoneOfTheTeam(page);
    const totals = async () => (await page.request.get('/api/organization/skills/distribution')).text();
    const before = await totals();
    await page.getByRole('searchbox').fill(person.email);
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: `More for ${person.name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Erase…' }).click();

    const dialog = page.getByRole('dialog', { name: `Erase ${person.name}?` });
    await expect(dialog).toContainText('It cannot be undone');
    await expect(dialog).toContainText(/The text of [\d,]+ progress updates?\./);
    await expect(dialog).toContainText(/[\d,]+ signals? and \d+ validated skills?, as those of a former member/);
    await expectAccessible(page);
    await screenshot(page, 'erase-person');
    const address = dialog.getByLabel(`Type ${person.email} to go on`);
    await address.fill(person.name);
    await page.keyboard.press('Enter');
    await expect(address).toHaveAccessibleDescription('That is not the address of this person.');
    await expect(address).toHaveValue(person.name);
    await address.fill(person.email.toUpperCase());
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${person.name} was erased; both ledgers stay`)).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Nobody is like that')).toBeVisible();
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

  test('on a phone, in the dark, and not of oneself', async () => {
    const page = await openAs('admin', { path: '/admin/people?search=halvorsen', viewport: PHONE, theme: 'dark' });
    await page.getByRole('button', { name: 'More for Ingrid Halvorsen' }).click();
    await expect(page.getByRole('menuitem', { name: 'Edit…' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Erase…' })).toHaveCount(0);
    const { items } = await (await page.request.get('/api/profiles?search=okafor')).json();
    await page.goto(`/admin/people?open=erase&person=${items[0].id}`);
    await expect(page.getByRole('dialog', { name: 'Erase Amara Okafor?' })).toContainText('Backups');
    await expectAccessible(page);
    expect(await sticksOut(page), 'nothing sticks out at 390 px').toBe(false);
    await screenshot(page, 'erase-person-phone');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    const { items: admins } = await (await page.request.get('/api/profiles?search=halvorsen')).json();
    await page.goto(`/admin/people?open=erase&person=${admins[0].id}`);
    await expect(page.getByRole('alert')).toHaveText('You cannot erase yourself. Ask another admin.');
    await expect(page.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
  });
});
