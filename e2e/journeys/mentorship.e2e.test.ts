import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs, openSignedOut } = setStage();
const PASSWORD = 'a password of a journey';

const group = (page: StagePage, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const signals = async () => (await server().readDatabase.query<{ count: number }>('SELECT count(*) AS count FROM signal_ledger'))[0]?.count;

/** A time of day tomorrow, in the format of the input field. */
function tomorrowAt(time: string): string {
  return `${new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10)}T${time}`;
}

async function ask(page: StagePage, mentor: string, focus: string) {
  await page.getByRole('button', { name: 'Request session' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Request session' });
  await dialog.getByLabel('Mentor').fill(mentor);
  await page.getByRole('option', { name: mentor }).click();
  await dialog.getByLabel('Topic').selectOption({ label: focus });
  return dialog;
}

describe('mentorship', () => {
  test('a member requests a session, the mentor accepts and completes it, and the ledger does not change', async () => {
    const before = await signals();
    const amara = await openAs('member', { path: '/mentorship' });
    await expect(amara.getByText('Sessions do not affect the skill charts.')).toBeVisible();
    await expect(group(amara, 'Waiting for me')).toContainText('Beniamino Conti requested a session with you');
    await expectAccessible(amara);
    const dialog = await ask(amara, 'Tomás Herrera', 'Career guidance');
    await dialog.getByLabel('Project (optional)').fill('Harb');
    await amara.getByRole('option', { name: 'Harbour' }).click();
    await expect(dialog.getByText('Choose a date and time')).toBeVisible();
    await dialog.getByLabel('Time (optional)').fill(tomorrowAt('10:30'));
    await dialog.getByLabel('Time (optional)').blur();
    await expect(dialog.getByText(/^\d+ \w+ \d{4}, 10:30$/)).toBeVisible();
    await expect(dialog).toContainText('In your time zone, Europe/Zurich.');
    await expectAccessible(amara);
    await dialog.getByRole('button', { name: 'Send request' }).click();
    await expect(dialog).toBeHidden();
    await expect(amara).toHaveURL(/\/mentorship$/);
    const asked = group(amara, 'Waiting for others')
      .getByRole('listitem')
      .filter({ hasText: 'You requested a session with Tomás Herrera' });
    await expect(asked).toContainText(/Career guidance · Harbour · .*, 10:30/);

    const tomas = await openAs('techLead', { path: '/mentorship' });
    const toTomas = tomas.getByRole('listitem').filter({ hasText: 'Amara Okafor' }).filter({ hasText: 'Career guidance' });
    await expect(group(tomas, 'Waiting for me').getByText('Amara Okafor requested a session with you')).toBeVisible();
    await tomas.getByRole('button', { name: 'Accept the session with Amara Okafor' }).click();
    await expect(group(tomas, 'Upcoming').getByText('You mentor Amara Okafor')).toBeVisible();
    await toTomas.getByRole('button', { name: /^Complete/ }).click();
    const question = tomas.getByRole('dialog', { name: 'Complete the session with Amara Okafor?' });
    await expect(question).toContainText('Sessions do not affect the skill charts.');
    await expectAccessible(tomas);
    await question.getByRole('button', { name: 'Complete session' }).click();
    await expect(group(tomas, 'Past').getByText('You mentored Amara Okafor').first()).toBeVisible();

    await amara.reload();
    await expect(group(amara, 'Past').getByRole('listitem').filter({ hasText: 'Career guidance' })).toContainText('Completed');
    expect(await signals()).toBe(before);
  });

  test('the second person to change a session sees an error and the current state', async () => {
    const amara = await openAs('member', { path: '/mentorship' });
    await (await ask(amara, 'Tomás Herrera', 'Alumni advice')).getByRole('button', { name: 'Send request' }).click();
    const mine = amara.getByRole('listitem').filter({ hasText: 'Alumni advice' });
    await expect(mine).toContainText('no time set');
    const tomas = await openAs('techLead', { path: '/mentorship' });
    const his = tomas.getByRole('listitem').filter({ hasText: 'Alumni advice' });
    await expect(his).toBeVisible();

    await mine.getByRole('button', { name: /^Set time/ }).click();
    await amara.getByRole('dialog').getByLabel('Time').fill(tomorrowAt('16:00'));
    await amara.getByRole('button', { name: 'Save' }).click();
    await expect(mine).toContainText('16:00');
    await mine.getByRole('button', { name: /^Cancel/ }).click();
    await expect(amara.getByRole('dialog', { name: 'Cancel the session with Tomás Herrera?' })).toBeVisible();
    await amara.getByRole('button', { name: 'Cancel session', exact: true }).click();
    await expect(group(amara, 'Past').getByRole('listitem').filter({ hasText: 'Alumni advice' })).toContainText('Canceled');

    tomas.allowComplaints(/409/);
    await his.getByRole('button', { name: /^Accept/ }).click();
    await expect(
      tomas.getByText(/A session that is cancelled cannot be set to accepted\. Another person changed the session\./),
    ).toBeVisible();
    await expect(group(tomas, 'Past').getByRole('listitem').filter({ hasText: 'Alumni advice' })).toContainText('Canceled');
    await expectAccessible(tomas);
  });

  test('an admin sees the sessions of all people, filters them by person in the address, and can cancel one', async () => {
    const page = await openAs('admin', { path: '/mentorship' });
    await expect(page.getByText('No upcoming sessions')).toBeVisible();
    await page.getByRole('radio', { name: 'All' }).check();
    await expect(group(page, 'Upcoming')).toContainText('Leilani Kahale mentors Malik Johnson');
    await expectAccessible(page);
    await page.getByLabel('Person', { exact: true }).fill('Noor');
    await page.getByRole('option', { name: /Noor/ }).click();
    await expect(page).toHaveURL(/whose=everybody&person=\d+$/);
    const row = group(page, 'Waiting for others').getByRole('listitem');
    await expect(row).toHaveCount(1);
    await page.reload();
    await expect(page.getByLabel('Person', { exact: true })).toHaveValue(/Noor/);
    await expect(row.getByRole('button')).toHaveCount(1);
    await row.getByRole('button', { name: /^Cancel/ }).click();
    await page.getByRole('button', { name: 'Cancel session', exact: true }).click();
    await expect(group(page, 'Past')).toContainText('Canceled');
  });

  test('the request dialog shows errors and keeps the input', async () => {
    // The dialog hides the heading, for which `openAs` waits.
    const page = await openAs('member', { path: '/people' });
    page.allowComplaints(/400/);
    await page.goto('/mentorship?ask=new');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Send request' }).click();
    await expect(dialog).toContainText('Choose a mentor.');
    await dialog.getByLabel('Mentor').fill('Amara');
    await page.getByRole('option', { name: 'Amara Okafor' }).click();
    await dialog.getByRole('button', { name: 'Send request' }).click();
    await expect(dialog).toContainText('must be a person other than the intern');
    await expect(dialog.getByLabel('Mentor')).toHaveValue('Amara Okafor');
  });

  test('a new person sees empty states, on a phone', async () => {
    const email = 'newcomer@example.org';
    const admin = await openAs('admin', { path: '/people' });
    await admin.request.post('/api/profiles', { data: { email, name: 'Nia Newcomer', password: PASSWORD } });
    const page = await openSignedOut({ viewport: PHONE });
    await page.request.post('/api/session', { data: { email, password: PASSWORD } });
    await page.goto('/mentorship');
    await expect(page.getByText('No upcoming sessions')).toBeVisible();
    await expect(page.getByText('No past sessions. Completed, declined and canceled sessions appear here.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Request session' }).first().click();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
  });
});
