import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const idOf = async (name: string) =>
  (await server().database.query<{ id: number }>('SELECT id FROM profiles WHERE name = $1', [name]))[0]?.id ?? 0;
const assignments = (page: StagePage) => page.getByRole('region', { name: 'My projects and reviewers' });
const levels = (page: StagePage) => page.getByRole('region', { name: 'Who can see what' });
const isWide = (page: StagePage) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('on their own profile, a member', () => {
  test('sees who can see their data, and shares their validated skills with everyone', async () => {
    const amara = await idOf('Amara Okafor');
    const page = await openAs('member', { path: `/people/${amara}` });
    await expect(levels(page)).toContainText('You, every Tech Lead of an active project, and admins');
    await expect(levels(page)).toContainText('Tomás Herrera');
    await expect(assignments(page)).toContainText('Assigned by an import');
    await expectAccessible(page);

    const colleague = await openAs('member', { path: '/people' });
    colleague.allowComplaints(/403/);
    const other = await idOf('Arjun Mehta');
    await colleague.goto(`/people/${other}`);
    await expect(colleague.getByRole('alert')).toContainText('You don’t have access to this profile');
    await server().database.query('UPDATE profiles SET shares_validated_skills = true WHERE id = $1', [other]);
    await colleague.goto(`/people/${other}`);
    await expect(colleague.getByRole('heading', { level: 1 })).toHaveText('Arjun Mehta');
    await expect(colleague.getByRole('link', { name: 'Skill Tracker' })).toHaveCount(0);
    await expect(colleague.getByText('@example.org')).toHaveCount(0);
    await expectAccessible(colleague);

    const share = levels(page).getByRole('checkbox', { name: /Share my validated skills/ });
    await share.click();
    await expect(page.getByText('Everyone signed in can now see your validated skills.')).toBeVisible();
    await expect(share).toBeChecked();
    await expect(levels(page)).toContainText('Everyone signed in, because you share them');
    await page.reload();
    await expect(share).toBeChecked();
    await share.click();
    await expect(page.getByText('Your validated skills are no longer shared.')).toBeVisible();
  });

  test('leaves a project after a confirmation, including on a phone in the dark theme', async () => {
    const page = await openAs('member', { path: `/people/${await idOf('Amara Okafor')}`, viewport: PHONE, theme: 'dark' });
    await expect(levels(page)).toBeVisible();
    expect(await isWide(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(page);
    const leave = assignments(page).getByRole('button', { name: /^Leave project/ });
    const before = await leave.count();
    await leave.first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Your updates and signals are kept.');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(leave).toHaveCount(before);
    await leave.first().click();
    await dialog.getByRole('button', { name: 'Leave project' }).click();
    await expect(page.getByText(/^You left /)).toBeVisible();
    await expect(leave).toHaveCount(before - 1);
  });
});

test('a Tech Lead sees a person’s totals on other projects, and a note about which signals are listed', async () => {
  const page = await openAs('techLead', { path: `/people/${await idOf('Arjun Mehta')}/skills` });
  await expect(
    page.getByText('The charts count all signals. The list shows only signals from projects that you lead or are on.'),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Distribution' }).getByRole('link').first()).toBeVisible();
  await expectAccessible(page);
});
