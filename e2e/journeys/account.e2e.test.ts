import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type PageOptions, type StagePage } from '../harness/stage.js';

const OLD = 'quiet lantern over water';
const NEW = 'another lantern, brighter';

const { openAs, openSignedOut, server } = setStage();

let people = 0;

/** Creates a person with a password. Returns their page and a function that signs them in again. */
async function newPerson(options: PageOptions = {}) {
  people += 1;
  const email = `newcomer-${people}@example.org`;
  const name = `Nia Newcomer ${people}`;
  const admin = await openAs('admin', { path: '/people' });
  const created = await admin.request.post('/api/profiles', { data: { email, name, password: OLD } });
  const { id } = (await created.json()) as { id: number };
  const signIn = async (further: PageOptions = {}): Promise<StagePage> => {
    const page = await openSignedOut({ ...further, path: '/sign-in' });
    const answer = await page.request.post('/api/session', { data: { email, password: OLD } });
    expect(answer.status()).toBe(201);
    await page.goto(further.path ?? '/account');
    await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
    return page;
  };
  return { id, email, name, admin, signIn, page: await signIn(options) };
}

const change = async (page: StagePage, from: string, to: string) => {
  await page.getByLabel('Current password').fill(from);
  await page.getByLabel('New password').fill(to);
  await page.getByRole('button', { name: 'Change password' }).click();
};
const rows = (page: StagePage) => page.getByRole('list', { name: 'Active sessions' }).getByRole('listitem');

describe('the account page', () => {
  test('opens from the menu and from the palette', async () => {
    const page = await openAs('member');
    await page.getByRole('button', { name: /your menu/ }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
    await page.goto('/projects');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('accou');
    await expect(page.getByRole('option', { name: /Account/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/account$/);
    // Demo personas sign in with a click and have no password.
    await expect(page.getByText(/Demo personas have no password\./)).toBeVisible();
    await expect(page.getByLabel('Current password')).toHaveCount(0);
    await expectAccessible(page);
  });

  test('changes the password, shows errors at their fields, and signs out other browsers', async () => {
    const { page, signIn, email } = await newPerson();
    const other = await signIn();
    other.allowComplaints(/401/);
    await page.reload();
    await expect(rows(page)).toHaveCount(2);
    await screenshot(page, 'account');

    page.allowComplaints(/400/);
    await change(page, 'not the password', NEW);
    await expect(page.getByText('This is not your password.')).toBeVisible();
    await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('New password')).toHaveValue(NEW);
    await expectAccessible(page);
    await change(page, OLD, 'passwordpassword');
    await expect(page.getByText('This is easy to guess.')).toBeVisible();
    await screenshot(page, 'account-refused');

    await change(page, OLD, NEW);
    await expect(page.getByText('Password changed. All other sessions ended.')).toBeVisible();
    await expect(page.getByLabel('Current password')).toHaveValue('');
    await expect(page.getByText('No other active sessions.')).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await page.reload();
    await expect(rows(page)).toHaveCount(1);
    // The other browser must sign in again, with the new password.
    await other.reload();
    await expect(other).toHaveURL(/\/sign-in\?next=%2Faccount$/);
    await other.getByLabel('E-mail address').fill(email);
    await other.getByLabel('Password').fill(NEW);
    await other.keyboard.press('Enter');
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Account');
  });

  test('shows an error after too many attempts', async () => {
    const { page, email } = await newPerson();
    await server().database.query(
      `INSERT INTO sign_in_failures (address, account_hash, attempted_at)
       SELECT '127.0.0.1', sha256(convert_to($1, 'UTF8')), now() FROM generate_series(1, 10)`,
      [email],
    );
    page.allowComplaints(/429/);
    await change(page, OLD, NEW);
    await expect(page.getByRole('alert')).toContainText(/Too many attempts\. Your password was not changed\. Try again in \d+ minutes?\./);
    await expect(page.getByLabel('New password')).toHaveValue(NEW);
  });

  test('ends one session, and then all other sessions, on a phone', async () => {
    const { page, signIn } = await newPerson({ viewport: PHONE, theme: 'dark' });
    await expect(page.getByText('No other active sessions.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'End all other sessions' })).toHaveCount(0);
    const others = [await signIn(), await signIn(), await signIn()];
    for (const other of others) other.allowComplaints(/401/);
    await page.reload();
    await expect(rows(page)).toHaveCount(4);
    await expect(rows(page).filter({ hasText: 'This browser' })).toContainText('Active now');
    await expectAccessible(page);
    await screenshot(page, 'account-phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);

    await rows(page)
      .first()
      .getByRole('button', { name: /^End session: / })
      .click();
    await expect(page.getByText(/^Signed out of Chrome/)).toBeVisible();
    await expect(rows(page)).toHaveCount(3);
    await others[2]?.reload();
    await expect(others[2] ?? page).toHaveURL(/\/sign-in/);

    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await expectAccessible(page);
    await screenshot(page, 'account-end-others-phone');
    await page.getByRole('dialog').getByRole('button', { name: 'End sessions' }).click();
    await expect(page.getByText('All other sessions ended')).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await others[0]?.reload();
    await expect(others[0] ?? page).toHaveURL(/\/sign-in/);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
  });

  test('shows an error if the sessions cannot be loaded, and loads them on retry', async () => {
    const { page } = await newPerson();
    page.allowComplaints(/500/);
    const broken = {
      status: 500,
      contentType: 'application/problem+json',
      body: '{"code":"INTERNAL","status":500,"title":"","detail":"Broken."}',
    };
    await page.route('**/api/sessions', (route) => route.fulfill(broken));
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('Broken.');
    // The password form works even without the list of sessions.
    await expect(page.getByLabel('Current password')).toBeVisible();
    await page.unroute('**/api/sessions');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rows(page)).toHaveCount(1);
  });
});

describe('an admin', () => {
  test('ends all sessions of a person', async () => {
    const { page, admin, name } = await newPerson();
    page.allowComplaints(/401/);
    await admin.goto(`/admin/people?search=${encodeURIComponent(name)}`);
    await admin.getByRole('button', { name: `More actions for ${name}` }).click();
    await admin.getByRole('menuitem', { name: 'Sign out of all sessions…' }).click();
    const dialog = admin.getByRole('dialog', { name: `Sign ${name} out of all sessions?` });
    await expect(dialog).toContainText('The password and the API tokens keep working.');
    await expectAccessible(admin);
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await expect(admin.getByText(`${name} was signed out of all sessions`)).toBeVisible();
    await expect(dialog).toBeHidden();
    await page.reload();
    await expect(page).toHaveURL(/\/sign-in/);
    await admin.goto('/admin/audit-log');
    await expect(admin.getByRole('listitem').filter({ hasText: `ended the sessions of ${name}` })).toContainText('Ended sessions: 1');
  });
});
