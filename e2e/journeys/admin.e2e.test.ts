import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs, openSignedOut } = setStage();

interface Tiers {
  id: number;
  skills: { coreStack: { skillName: string }[] };
}

async function personNamed(page: StagePage, name: string): Promise<Tiers> {
  const { items } = await (await page.request.get(`/api/profiles?search=${encodeURIComponent(name)}`)).json();
  return (await page.request.get(`/api/profiles/${items[0].id}`)).json();
}
const coreStackOf = async (page: StagePage, name: string) =>
  (await personNamed(page, name)).skills.coreStack.map(({ skillName }) => skillName).toSorted();
const more = async (page: StagePage, name: string, item: string) => {
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const scrollsSideways = (page: StagePage) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('the taxonomy', () => {
  test('an admin renames a skill after reading the consequences, and the Core Stack keeps the skill', async () => {
    const page = await openAs('admin', { path: '/admin/taxonomy' });
    const before = await coreStackOf(page, 'Amara');
    const name = before[0] ?? '';
    await page.keyboard.press('/');
    await page.keyboard.insertText(name);
    await expect(page).toHaveURL(/search=/);
    await expect(page.getByRole('list', { name: 'Skills', exact: true }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('searchbox', { name: 'Search skills' }).blur();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Edit ${name}` });
    await dialog.getByLabel('Name').fill(`${name} renamed`);
    await expect(dialog.getByText(/The tag “.+” of \d+ active assignments? changes to/)).toBeVisible();
    await expect(dialog.getByText(/Kept under the new name: .+ signals\./)).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'admin-taxonomy-rename');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(`“${name}” was renamed to “${name} renamed”, also in tags`)).toBeVisible();
    expect(await coreStackOf(page, 'Amara')).toEqual(before.map((one) => (one === name ? `${name} renamed` : one)).toSorted());
  });

  test('a duplicate skill name is reported beside the field, and the input is kept', async () => {
    const page = await openAs('admin', { path: '/admin/taxonomy' });
    page.allowComplaints(/409/);
    await page.goto('/admin/taxonomy?open=add&category=Data');
    const dialog = page.getByRole('dialog', { name: 'Add skill' });
    await expect(dialog.getByLabel('Category')).toHaveValue('Data');
    await dialog.getByLabel('Name').fill('Kubernetes');
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/A skill with this name already exists/);
    await expect(dialog.getByLabel('Name')).toHaveValue('Kubernetes');
    await expectAccessible(page);
    await dialog.getByLabel('Name').fill('Kubernetes Operators');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Kubernetes Operators was added')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Skills', exact: true })).toContainText('Kubernetes Operators');
  });

  test('an admin deactivates and reactivates a skill, and the back button closes and reopens the dialog', async () => {
    const page = await openAs('admin', { path: '/admin/taxonomy', viewport: PHONE });
    await page.getByRole('searchbox').fill('terraf');
    await expect(page.getByRole('list', { name: 'Skills', exact: true }).getByRole('listitem')).toHaveCount(1);
    await more(page, 'Terraform', 'Deactivate…');
    const dialog = page.getByRole('dialog', { name: 'Deactivate Terraform?' });
    await expect(dialog).toContainText('the nightly job no longer flags it');
    await expect(dialog).toContainText(/Existing data is kept: .+ signals?/);
    await page.goBack();
    await expect(dialog).toBeHidden();
    await page.goForward();
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await expect(page.getByText('Terraform was deactivated')).toBeVisible();
    await page.getByRole('radio', { name: 'Inactive' }).check();
    await expect(page).toHaveURL(/state=inactive/);
    await expect(page.getByRole('list', { name: 'Skills', exact: true }).getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);
    expect(await scrollsSideways(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await more(page, 'Terraform', 'Reactivate…');
    await page.getByRole('button', { name: 'Reactivate' }).click();
    await expect(page.getByText('No matching skills')).toBeVisible();
  });
});

describe('people', () => {
  test('an added person accepts an invitation and signs in, and is then deactivated and reactivated', async () => {
    const page = await openAs('admin', { path: '/admin/people' });
    page.allowComplaints(/409/);
    await page.keyboard.press('n');
    const add = page.getByRole('dialog', { name: 'Add person' });
    await add.getByLabel('Name').fill('Zadie Quill');
    await add.getByLabel('E-mail address').fill('amara.okafor@example.org');
    await page.keyboard.press('Enter');
    await expect(add.getByLabel('E-mail address')).toHaveAccessibleDescription(/A person with this e-mail address already exists/);
    await expectAccessible(page);
    await add.getByLabel('E-mail address').fill('zadie.quill@example.org');
    await add.getByLabel('E-mail address').press('Enter');

    const invite = page.getByRole('dialog', { name: 'Invite Zadie Quill' });
    await invite.getByRole('button', { name: 'Create link' }).click();
    const link = await invite.getByLabel('Invitation link').inputValue();
    await expect(invite.getByText(/The link works once, until/)).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'admin-people-invite');
    await invite.getByRole('button', { name: 'Done' }).click();

    const theirs = await openSignedOut({ path: new URL(link).pathname });
    theirs.allowComplaints(/401/);
    await theirs.getByLabel('New password').fill('salt window paper cloud');
    await theirs.getByRole('button', { name: 'Set password' }).click();
    await theirs.getByLabel('E-mail address').fill('zadie.quill@example.org');
    await theirs.getByLabel('Password').fill('salt window paper cloud');
    await theirs.keyboard.press('Enter');
    await expect(theirs).toHaveURL(/\/people\/\d+\/skills$/);

    await page.getByRole('searchbox').fill('zadie.quill@');
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(1);
    await more(page, 'Zadie Quill', 'Deactivate…');
    const leave = page.getByRole('dialog', { name: 'Deactivate Zadie Quill?' });
    await expect(leave).toContainText('All signals and validated levels are kept');
    await expectAccessible(page);
    await leave.getByRole('button', { name: 'Deactivate' }).click();
    await expect(page.getByText('Zadie Quill was deactivated. All signals and validated levels are kept.')).toBeVisible();
    await theirs.goto('/projects');
    await expect(theirs).toHaveURL(/\/sign-in/);

    await page.getByRole('radio', { name: 'Former' }).click();
    await expect(page.getByRole('radio', { name: 'Former' })).toBeChecked();
    await expect(page).toHaveURL(/state=left/);
    await more(page, 'Zadie Quill', 'Reactivate…');
    await page.getByRole('button', { name: 'Reactivate' }).click();
    await expect(page.getByText('Zadie Quill was reactivated')).toBeVisible();
  });

  test('the last admin cannot give up admin rights, and sees the reason', async () => {
    const { database } = server();
    const page = await openAs('admin', { path: '/admin/people', viewport: PHONE, theme: 'dark' });
    page.allowComplaints(/409/);
    await database.query("UPDATE profiles SET is_admin = false WHERE email <> 'ingrid.halvorsen@example.org'");
    await page.getByRole('searchbox').fill('Ingrid');
    await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(1);
    await more(page, 'Ingrid Halvorsen', 'Remove admin rights…');
    const dialog = page.getByRole('dialog', { name: 'Remove your own admin rights?' });
    await dialog.getByRole('button', { name: 'Remove admin rights' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(
      'This is the last admin who can sign in. Make another person who has a password an admin first.',
    );
    await expectAccessible(page);
    await screenshot(page, 'admin-people-phone');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await scrollsSideways(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await more(page, 'Ingrid Halvorsen', 'Edit…');
    await page.getByRole('dialog').getByLabel('Title').fill('Keeper');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Ingrid Halvorsen was saved')).toBeVisible();
    await expect(page.getByRole('list', { name: 'People' })).toContainText('Keeper');
  });
});

describe('API tokens', () => {
  test('a new token is shown only once and works until an admin revokes it', async () => {
    const page = await openAs('admin', { path: '/admin/tokens' });
    await page.getByRole('button', { name: 'Create token' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('nightly export');
    await dialog.getByLabel('Acts as').fill('tomás');
    await page.getByRole('option', { name: /Tomás Herrera/ }).click();
    await dialog.getByLabel('Expires').selectOption('In 30 days');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create token' }).click();
    const token = await dialog.getByLabel('Token').inputValue();
    expect(token).toMatch(/^skt_/);
    await expectAccessible(page);
    await screenshot(page, 'admin-token-once');
    const whoIs = async () => {
      const answer = await fetch(`${server().url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
      return answer.ok ? (await answer.json()).profile.name : answer.status;
    };
    expect(await whoIs()).toBe('Tomás Herrera');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('list', { name: 'API tokens' })).toContainText('nightly export');
    await expect(page.getByRole('list', { name: 'API tokens' })).toContainText('by Ingrid Halvorsen');
    expect(await page.content()).not.toContain(token);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Revoke nightly export' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByText('“nightly export” was revoked')).toBeVisible();
    await expect(page.getByText('nightly export', { exact: true })).toHaveCount(0);
    expect(await whoIs()).toBe(401);
  });
});

test('the mismatches page shows three lists with links, including for a past day, and downloads them as CSV', async () => {
  const { readFile } = await import('node:fs/promises');
  const page = await openAs('admin', { path: '/admin/mismatches' });
  const table = page.getByRole('table', { name: 'Validated, not used' });
  await expect(table.getByRole('link', { name: 'Lukas Brandt', exact: true })).toBeVisible();
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^organization-skills-mismatches-validated_but_unexercised-\d{4}-\d\d-\d\d\.csv$/);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv).toMatch(/^\uFEFFprofileId,profileName,skillId,skillName,proficiencyLevel,lastValidatedAt,lastSignalAt\r\n/);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + (await table.getByRole('row').count()) - 1);

  await page.getByRole('tab', { name: /^Used, not validated/ }).click();
  await expect(page).toHaveURL(/list=exercisedButUnvalidated/);
  await expect(page.getByText('The first 50 rows', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('row').nth(51)).toBeVisible();
  await page.getByRole('radio', { name: '200' }).check();
  await expect(page.getByText(/^\d+ rows$/)).toBeVisible();
  await page.getByLabel('View data as of').fill('2020-01-31');
  await expect(page.getByText('No used skills without a validated level')).toBeVisible();
  await expect(page.getByText(/did not match at the end of 31 Jan 2020/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show current data' }).click();
  await page
    .getByRole('table')
    .getByRole('link', { name: /: signals of / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/people\/\d+\/skills\?.*skill=\d+/);
});

test('a member sees an explanation instead of an admin page', async () => {
  const page = await openAs('member', { path: '/admin/taxonomy' });
  for (const name of ['people', 'imports', 'tokens', 'mismatches', 'audit-log', 'taxonomy?open=add']) {
    await expect(page.getByRole('alert')).toContainText('Only admins can open this page.');
    await page.goto(`/admin/${name}`);
  }
  await expect(page.getByRole('alert')).toContainText('Only admins can open this page.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(page);
});
