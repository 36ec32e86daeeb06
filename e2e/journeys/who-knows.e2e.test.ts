import { describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const found = (page: StagePage) => page.getByRole('list', { name: 'People with signals or a validated level' });
async function idOfSkill(name: string): Promise<number> {
  const [row] = await server().database.query<{ id: number }>('SELECT id FROM skills WHERE skill_name = $1', [name]);
  if (!row) throw new Error(`The demo has no skill ${name}`);
  return row.id;
}

describe('who knows', () => {
  test('shows a Tech Lead the people who know a chosen skill', async () => {
    const page = await openAs('techLead', { path: '/who-knows' });
    await expect(page.getByText('No skill selected')).toBeVisible();
    await expect(page.getByText('You see everyone.')).toBeVisible();
    await page.getByLabel('Skill', { exact: true }).fill('TypeScr');
    await page.getByRole('option', { name: 'TypeScript' }).click();
    await expect(page).toHaveURL(/\/who-knows\?skill=\d+$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who knows TypeScript');
    const amara = found(page).getByRole('listitem').filter({ hasText: 'Amara Okafor' });
    await expect(amara).toContainText(/[\d,]+ signals/);
    await expect(amara).toContainText('Advanced 4 months ago');
    await expectAccessible(page);

    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await expect(found(page).getByRole('link').first()).toBeFocused();
    const id = await idOfSkill('TypeScript');
    await expect(amara.getByRole('link', { name: 'Signals of Amara Okafor' })).toHaveAttribute(
      'href',
      new RegExp(`/skills\\?skill=${id}$`),
    );
    await amara.getByRole('link', { name: /^Amara Okafor/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Amara Okafor');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who knows TypeScript');
  });

  test('shows all people to an admin, and members only themselves with an explanation', async () => {
    const path = `/who-knows?skill=${await idOfSkill('Python')}`;
    const admin = await openAs('admin', { path });
    await expect(admin.getByText('You see everyone.')).toBeVisible();
    await expect(found(admin).getByRole('listitem').filter({ hasText: 'Priya Raman' })).toBeVisible();
    const member = await openAs('member', { path, viewport: PHONE, theme: 'dark' });
    await expect(member.getByText('You see yourself and people who share their validated skills.')).toBeVisible();
    await expect(found(member).getByRole('listitem')).toHaveCount(1);
    await expectAccessible(member);
    const wide = await member.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
  });

  test('shows the data of a past day, which is in the address', async () => {
    const page = await openAs('admin', { path: `/who-knows?skill=${await idOfSkill('React')}` });
    await expect(found(page)).toBeVisible();
    await page.getByLabel('As of').fill('2020-01-31');
    await expect(page).toHaveURL(/asOf=2020-01-31$/);
    await expect(page.getByText('Shows data up to the end of that day.')).toBeVisible();
    await expect(page.getByText('No one has signals or a validated level in React')).toBeVisible();
    await page.getByLabel('As of').fill('');
    await expect(page).toHaveURL(/\?skill=\d+$/);
    await expect(found(page)).toBeVisible();
  });

  test('shows an empty state for a skill without people, and an error for an unknown skill', async () => {
    const id = await factories(server().database).skill('Semaphore');
    const page = await openAs('member', { path: `/who-knows?skill=${id}` });
    await expect(page.getByText('No one you can see has Semaphore')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Projects that declare it' })).toHaveAttribute('href', `/projects?skill=${id}`);
    await expectAccessible(page);
    page.allowComplaints(/404/);
    await page.goto('/who-knows?skill=999999999');
    await expect(page.getByRole('alert')).toContainText('Not found');
  });
});
