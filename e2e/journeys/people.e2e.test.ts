import { describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const people = (page: StagePage) => page.getByRole('list', { name: 'People' });
const idOfSkill = async (name: string) =>
  (await server().database.query<{ id: number }>('SELECT id FROM skills WHERE skill_name = $1', [name]))[0]?.id;

describe('people', () => {
  test('can be filtered by name, skills and project, and the address can be shared', async () => {
    const page = await openAs('techLead', { path: '/people' });
    await expect(people(page).getByRole('listitem').first()).toContainText('Aisha Siddiqui');
    await expectAccessible(page);

    await page.getByLabel('Validated skills (all of them)').fill('TypeScr');
    await page.getByRole('option', { name: 'TypeScript' }).click();
    await page.getByLabel('Validated skills (all of them)').fill('React');
    await page.getByRole('option', { name: 'React' }).click();
    await expect(page).toHaveURL(/\/people\?skill=\d+&skill=\d+$/);
    await expect(people(page).getByRole('link', { name: /Amara Okafor/ })).toBeVisible();
    await expect(people(page).getByRole('link', { name: /Arjun Mehta/ })).toHaveCount(0);

    await page.getByLabel('Current project').fill('Lant');
    await page.getByRole('option', { name: 'Lantern' }).click();
    await page.getByLabel('Search by name').fill('okaf');
    await expect(page).toHaveURL(/search=okaf&skill=\d+&skill=\d+&project=\d+$/);
    await expect(people(page).getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);

    await page.reload();
    await expect(page.getByLabel('Search by name')).toHaveValue('okaf');
    await expect(page.getByLabel('Current project')).toHaveValue('Lantern');
    await expect(page.getByRole('list', { name: 'Selected skills' })).toContainText('TypeScript');
    await expect(people(page).getByRole('listitem')).toHaveCount(1);

    await page.getByRole('button', { name: 'Remove React' }).click();
    await expect(page).toHaveURL(/search=okaf&skill=\d+&project=\d+$/);
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Remove React' })).toBeVisible();
  });

  test('can be browsed by keyboard', async () => {
    const page = await openAs('techLead', { path: '/people?search=a' });
    await expect(people(page).getByRole('link').nth(2)).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(people(page).getByRole('link').nth(2)).toBeFocused();
    await page.keyboard.press('k');
    await expect(people(page).getByRole('link').nth(1)).toBeFocused();
    // Scrolls far beyond the rows that were rendered at first.
    for (let n = 0; n < 25; n++) await page.keyboard.press('j');
    const link = people(page).locator('a:focus');
    await expect(link).toBeInViewport();
    const href = await link.getAttribute('href');
    page.allowComplaints(/403/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${href}$`));
    await page.goBack();
    await expect(page).toHaveURL(/\?search=a$/);
  });

  test('can be found by e-mail address only by admins', async () => {
    const admin = await openAs('admin', { path: '/people?search=okafor%40example' });
    await expect(people(admin).getByRole('link', { name: /Amara Okafor.*amara\.okafor@example\.org/ })).toBeVisible();
    const lead = await openAs('techLead', { path: '/people?search=okafor%40example' });
    await expect(lead.getByText('No people match these filters')).toBeVisible();
    await expectAccessible(lead);
    await lead.getByRole('button', { name: 'Clear filters' }).click();
    await expect(lead).toHaveURL(/\/people$/);
    await expect(people(lead).getByRole('listitem').first()).toBeVisible();
    await expect(people(lead)).not.toContainText('@');
  });

  test('are marked when they are former members, including on a phone', async () => {
    const make = factories(server().database);
    const id = await make.profile({ name: 'Abel Away' });
    await server().database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    const page = await openAs('member', { path: `/people?skill=${await idOfSkill('React')}`, viewport: PHONE });
    await expect(page.getByText('Searches only you and people who share their validated skills.')).toBeVisible();
    await expect(people(page).getByRole('listitem')).toHaveCount(1);
    await page.goto('/people?search=abel%20away');
    await expect(people(page).getByRole('listitem')).toContainText('Former');
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
  });
});
