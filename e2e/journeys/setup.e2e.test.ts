import { readFile } from 'node:fs/promises';
import { beforeAll, describe, test } from 'vitest';
import { setPassword } from '../../apps/server/src/sign-in/password/passwords.js';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type PageOptions, type StagePage } from '../harness/stage.js';

const { server, openSignedOut } = setStage({ isEmpty: true });
const PASSWORD = 'correct horse battery';
const ADMIN = 'first-admin@example.org';

beforeAll(async () => {
  const { database } = server();
  const id = await factories(database).profile({ email: ADMIN, isAdmin: true });
  await database.query("UPDATE profiles SET name = 'Ada First' WHERE id = $1", [id]);
  await setPassword(database, id, PASSWORD);
});

async function openAsAdmin(options: PageOptions = {}): Promise<StagePage> {
  const page = await openSignedOut({ ...options, path: '/sign-in' });
  const answer = await page.request.post('/api/session', { data: { email: ADMIN, password: PASSWORD } });
  expect(answer.status()).toBe(201);
  await page.goto(options.path ?? '/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const checklist = (page: StagePage) => page.getByRole('region', { name: 'Set up Skilltrace' });
const downloaded = async (page: StagePage, click: () => Promise<void>) => {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), path: await file.path(), text: await readFile(await file.path(), 'utf8') };
};

describe('the admin of a new installation', () => {
  test('sees what to do first, and imports the sample files, after which most of it is done', async () => {
    const page = await openAsAdmin();
    await expect(checklist(page)).toContainText('0 of 7 done');
    await expectAccessible(page);
    await screenshot(page, 'setup-checklist');
    await expect(checklist(page).getByRole('link', { name: /^Add person\s*: Add people$/ })).toHaveAttribute(
      'href',
      '/admin/people?open=add',
    );

    await checklist(page).getByRole('link', { name: 'Import files' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Imports');
    const organization = await downloaded(page, () => page.getByRole('button', { name: /sample-organization\.json/ }).click());
    const updates = await downloaded(page, () => page.getByRole('button', { name: /sample-updates\.ndjson/ }).click());
    await expectAccessible(page);
    await page.locator('input[aria-label="Choose an organization file"]').setInputFiles({
      name: organization.name,
      mimeType: 'application/json',
      buffer: Buffer.from(organization.text),
    });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Done. 2 signals were created.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Invite people' })).toBeVisible();
    await expectAccessible(page);
    await page.locator('input[aria-label="Choose a file of updates"]').setInputFiles({
      name: updates.name,
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(updates.text),
    });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Progress updates' })).toContainText(/2\s*Imported|Imported\s*2/);

    await page.goto('/');
    await expect(checklist(page)).toContainText('6 of 7 done');
    await expect(checklist(page).getByRole('link', { name: /^Invite people\s*: Invite people$/ })).toBeVisible();
  });

  test('invites everyone who cannot sign in, with links that are shown once and work', async () => {
    const page = await openAsAdmin({ path: '/admin/people' });
    await expect(page.getByRole('list', { name: 'People' })).toContainText('Not invited');
    await page.getByRole('button', { name: 'Invite people' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite people' });
    await expect(dialog).toContainText('2 of 2 selected');
    await expectAccessible(page);
    await screenshot(page, 'setup-invite');
    await dialog.getByRole('checkbox', { name: /Lea Lead/ }).uncheck();
    await dialog.getByRole('button', { name: 'Create 1 link' }).click();
    await expect(dialog).toContainText('1 link was created.');
    await expectAccessible(page);
    const { name, text } = await downloaded(page, () => dialog.getByRole('button', { name: 'Download links (CSV)' }).click());
    expect(name).toBe('invitations.csv');
    const [, line = ''] = text.split('\r\n');
    expect(line).toMatch(/^Ada Dev,ada\.dev@example\.org,http.*\/invitations\/[\w-]{43},/);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('list', { name: 'People' })).toContainText('Invited, expires');
    await page.getByLabel('Sign-in').selectOption('Not invited');
    await expect(page).toHaveURL(/access=none/);
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);

    const invited = await openSignedOut({ path: new URL(line.split(',')[2] ?? '').pathname });
    await expect(invited.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect(checklist(page)).toHaveCount(0);
  });

  test('can hide the checklist in this browser', async () => {
    await server().database.query('DELETE FROM invitations');
    const page = await openAsAdmin({ viewport: PHONE, theme: 'dark' });
    await expect(checklist(page)).toBeVisible();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
    await checklist(page).getByRole('button', { name: 'Hide checklist' }).click();
    await expect(checklist(page)).toHaveCount(0);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect(checklist(page)).toHaveCount(0);
  });
});
