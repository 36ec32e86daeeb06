import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { PERSONA_PASSWORD } from '../harness/demo-template.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage } from '../harness/stage.js';

const { server, openAs, openSignedOut } = setStage();

describe('signing in', () => {
  test('works with a click on a persona of the demo, and the person can sign out again', async () => {
    const page = await openSignedOut();
    await expect(page).toHaveTitle('Sign in · Skilltrace');
    await expectAccessible(page);
    await page.getByRole('button', { name: /Tomás Herrera/ }).click();
    // Suggestions wait for this person, so the inbox opens.
    await expect(page).toHaveURL(/\/inbox/);
    const main = page.getByRole('navigation', { name: 'Main' });
    await expect(main.getByRole('link', { name: /^Inbox/ })).toHaveAttribute('aria-current', 'page');
    await expect(main.getByRole('link', { name: 'My skills' })).toBeVisible();
    await expect(main.getByRole('link', { name: 'Admin' })).toHaveCount(0);

    await page.getByRole('button', { name: /your menu/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goto('/projects');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects$/);
  });

  test('works with a password, rejects a wrong password, and returns to the requested address', async () => {
    const page = await openSignedOut({ path: '/projects?status=active' });
    page.allowComplaints(/401/);
    await page.getByLabel('E-mail address').fill('amara.okafor@example.org');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('The e-mail address or the password is wrong.');
    await expectAccessible(page);
    await page.getByLabel('Password').fill(PERSONA_PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/projects\?status=active$/);
  });

  test('never redirects to another site', async () => {
    const page = await openSignedOut({ path: '/sign-in?next=https://elsewhere.example/' });
    await page.getByRole('button', { name: /Amara Okafor/ }).click();
    await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/people\/\d+\/skills$/);
  });

  test('is required again after the session has ended', async () => {
    const page = await openAs('member', { path: '/mentorship' });
    page.allowComplaints(/401/);
    await page.context().clearCookies();
    // The palette requests the projects for its actions and the saved views when it opens.
    await page.keyboard.press('Control+k');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fmentorship$/);
  });
});

describe('a visitor without a session', () => {
  test('sends no session request, and can sign in, out and in again', async () => {
    const page = await openSignedOut({ path: '/projects' });
    const asked: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/api/session')) asked.push(`${response.request().method()} ${response.status()}`);
    });
    await page.getByRole('button', { name: /Amara Okafor/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects');
    await page.getByRole('button', { name: /your menu/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    // The button of the menu contains her name too, and the menu is still on the page.
    await page.getByRole('button', { name: /Amara Okafor.*Posts updates/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My skills');
    expect(asked).toEqual(['GET 200', 'DELETE 204', 'GET 200']);
  });

  test('is recognized without a session request, even when the session was ended elsewhere', async () => {
    const page = await openAs('member', { path: '/mentorship' });
    const asked: number[] = [];
    page.on('response', (response) => void (response.url().endsWith('/api/session') && asked.push(response.status())));
    // Wait for all requests, because the server rejects requests after the session has ended.
    await page.reload({ waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mentorship');
    await server().database.query("DELETE FROM auth_sessions USING profiles p WHERE p.id = profile_id AND p.name = 'Amara Okafor'");
    await page.goto('/projects');
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fprojects$/);
    await expect(page.getByRole('button', { name: /Amara Okafor/ })).toBeVisible();
    expect(asked).toEqual([]);
  });
});

describe('the frame', () => {
  test('is accessible, in both themes and on a phone', async () => {
    await expectAccessible(await openAs('admin'));
    const phone = await openAs('admin', { viewport: PHONE, theme: 'dark' });
    await phone.getByRole('button', { name: 'Menu', exact: true }).click();
    const drawer = phone.getByRole('dialog', { name: 'Skilltrace' });
    await expect(drawer.getByRole('link', { name: 'Admin' })).toBeVisible();
    await expectAccessible(phone);
    await drawer.getByRole('link', { name: 'Projects' }).click();
    await expect(drawer).toBeHidden();
    await expect(phone.getByRole('heading', { level: 1, name: 'Projects' })).toBeFocused();
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
  });

  test('keeps the chosen theme', async () => {
    const page = await openAs('member', { theme: 'light' });
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('can be used by keyboard', async () => {
    const page = await openAs('admin');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('amara');
    await expect(page.getByRole('option', { name: /Amara Okafor/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/people\/\d+$/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Search, or go to a page');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('lists the best match first, even if many names contain the same letters', async () => {
    const { database } = server();
    await database.query("INSERT INTO skills (skill_name, category) SELECT 'Argot ' || n, 'Test' FROM generate_series(1, 12) n");
    await database.query("INSERT INTO profiles (email, name) VALUES ('hugo.agosti@example.org', 'Hugo Agostí')");
    const page = await openAs('admin');
    await page.keyboard.press('Control+k');
    const [search, options] = [page.getByRole('combobox'), page.getByRole('option')];
    await search.fill('go');
    await expect(options.filter({ hasText: 'Hugo Agostí' })).toBeVisible();
    await expect(options.first()).toHaveText('GoLanguagesSkill');
    await search.fill('agosti');
    await expect(options).toHaveText([/^Hugo Agostí/]);
  });

  test('shows no admin pages to a member, and shows an error for an unknown address', async () => {
    const page = await openAs('member', { path: '/admin/tokens' });
    await expect(page.getByRole('alert')).toContainText("You don't have access to this page");
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await page.goto('/admin/taxonomy', { waitUntil: 'networkidle' });
    await expect(page.getByRole('alert')).toContainText("You don't have access to this page");
    expect(asked).not.toContain('/api/skills');
    await page.goto('/no/such/page');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
    await expectAccessible(page);
  });

  test('closes a dialog on a click outside it, without clicking the page below', async () => {
    const page = await openAs('admin', { path: '/projects' });
    const link = page.getByRole('link', { name: 'People', exact: true });
    const { x, y } = (await link.boundingBox()) ?? { x: 0, y: 0 };
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    const dialog = page.getByRole('dialog');
    // Radix starts to listen for clicks one task after the dialog opened, so repeat the click.
    await expect(async () => {
      if (await dialog.isVisible()) await page.mouse.click(x + 8, y + 8);
      await expect(dialog).toBeHidden({ timeout: 3_000 });
    }).toPass({ timeout: 30_000 });
    await expect(page).toHaveURL(/\/projects$/);
    await page.mouse.click(x + 8, y + 8);
    await expect(page).toHaveURL(/\/people$/);
  });

  test('reports that the server is unreachable, and recovers without a reload', async () => {
    const page = await openAs('techLead');
    page.allowComplaints(/ERR_CONNECTION|503|net::/);
    await server().goAway();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('ama');
    await expect(page.getByText('The search failed. You can still open pages.')).toBeVisible();
    await expect(page.getByText(/The server cannot be reached/).first()).toBeVisible();
    await server().comeBack();
    await expect(page.getByRole('option', { name: /Amara Okafor/ })).toBeVisible();
    await expect(page.getByText(/The server cannot be reached/)).toHaveCount(0);
  });
});
