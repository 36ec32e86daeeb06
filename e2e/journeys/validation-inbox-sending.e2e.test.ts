import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';
import { current, outcomes, press, slowUndo, addPendingSuggestions } from '../harness/pending-suggestions.js';

const { server, openAs } = setStage();

test('a decision that another person made first is shown with its author and its time in the viewer’s zone', async () => {
  const dan = await addPendingSuggestions(server().database, 'Dan', ['a', 'b']);
  const page = await openAs('techLead', { path: dan.path });
  await expect(current(page)).toHaveText('Dan a');
  await slowUndo(page);
  await press(page, 'a');
  const admin = await openAs('admin', { path: '/projects' });
  const decided = await admin.request.post('/api/validation_inbox/resolve', {
    headers: { origin: server().url },
    data: { decisions: [{ suggestionId: dan.suggestionIds[0], action: 'REJECT' }] },
  });
  expect(decided.ok()).toBe(true);
  await page.getByRole('button', { name: 'Send now' }).click();
  const [row] = await server().database.query<{ at: string }>('SELECT resolved_at AS at FROM suggestions WHERE id = $1', [
    dan.suggestionIds[0],
  ]);
  const inZurich = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Zurich' });
  await expect(page.getByRole('alert')).toContainText(
    `Dan a for Dan: Ingrid Halvorsen rejected this on ${inZurich.format(new Date(row?.at ?? ''))}.`,
  );
  await expect(current(page)).toHaveText('Dan b');
  expect(await outcomes(dan)).toEqual(['REJECTED', 'PENDING']);
  await expectAccessible(page);
});

test('no decision is lost when the server is down, even after a reload', async () => {
  const eve = await addPendingSuggestions(server().database, 'Eve', ['a', 'b', 'c']);
  const page = await openAs('techLead', { path: eve.path });
  page.allowComplaints(/ERR_CONNECTION|503|net::/);
  await expect(current(page)).toHaveText('Eve a');
  await slowUndo(page);
  await server().goAway();
  await press(page, 'a', 'r');
  await expect(current(page)).toHaveText('Eve c');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByRole('alert')).toContainText('2 decisions were not sent. They are kept. The server cannot be reached.');
  await expect(page.getByText('Approved, not sent')).toBeVisible();
  await expect(page.getByText('Rejected, not sent')).toBeVisible();
  await expect(current(page)).toHaveText('Eve c');
  await screenshot(page, 'inbox-not-sent');
  await server().comeBack();
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('2 decisions were not sent. They are kept.');
  await press(page, 't');
  await expect.poll(() => outcomes(eve)).toEqual(['APPROVED ADVANCED', 'REJECTED', 'PENDING']);
  await expect(page.getByText(/not sent/)).toHaveCount(0);
});

test('a retry after a lost response decides once and reports no conflict', async () => {
  const fay = await addPendingSuggestions(server().database, 'Fay', ['a', 'b']);
  const page = await openAs('techLead', { path: fay.path });
  page.allowComplaints(/ERR_FAILED|net::/);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/validation_inbox/resolve', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await expect(current(page)).toHaveText('Fay a');
  await slowUndo(page);
  await press(page, 'a');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByRole('alert')).toContainText('Not sent: Fay a approved for Fay. The decision is kept.');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText(/not sent/i)).toHaveCount(0);
  await expect.poll(() => outcomes(fay)).toEqual(['APPROVED ADVANCED', 'PENDING']);
  await expect.poll(() => keys).toEqual([keys[0], keys[0]]);
  await expect(page.getByText(/approved this as/)).toHaveCount(0);
});

test('decisions are kept when the session ends, and can be retried once after signing in', async () => {
  const ivy = await addPendingSuggestions(server().database, 'Ivy', ['a', 'b', 'c']);
  const page = await openAs('techLead', { path: ivy.path });
  page.allowComplaints(/401/);
  await expect(current(page)).toHaveText('Ivy a');
  await slowUndo(page);
  await press(page, 'a', 'r');
  await expect(current(page)).toHaveText('Ivy c');
  // The page updates its address after a pause, and sign-in returns to that address.
  await expect(page).toHaveURL(new RegExp(`suggestion=${ivy.suggestionIds.at(-1)}$`));
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Finbox/);
  expect(await outcomes(ivy)).toEqual(['PENDING', 'PENDING', 'PENDING']);
  await page.getByRole('button', { name: /Tomás Herrera/ }).click();
  await expect(page).toHaveURL(/\/inbox\?/);
  await expect(page.getByRole('alert')).toContainText('2 decisions were not sent. They are kept.');
  await expect(current(page)).toHaveText('Ivy c');
  await press(page, 't');
  await expect.poll(() => outcomes(ivy)).toEqual(['APPROVED ADVANCED', 'REJECTED', 'PENDING']);
  await expect(page.getByText(/not sent/)).toHaveCount(0);
});

test('a decision of the session before that is rejected late does not end the new session', async () => {
  const kim = await addPendingSuggestions(server().database, 'Kim', ['a', 'b']);
  const page = await openAs('techLead', { path: kim.path });
  page.allowComplaints(/401/);
  await expect(current(page)).toHaveText('Kim a');
  await slowUndo(page);
  await press(page, 'a');
  let reject = () => {};
  await page.route('**/api/validation_inbox/resolve', async (route) => {
    const response = await route.fetch();
    if (response.status() === 401) await new Promise<void>((resolve) => (reject = resolve));
    await route.fulfill({ response });
  });
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Send now' }).click();
  await page.getByRole('link', { name: 'Projects' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole('button', { name: /Tomás Herrera/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects');
  const rejected = page.waitForResponse((response) => response.status() === 401);
  reject();
  await rejected;
  await page.getByRole('link', { name: /^Inbox/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Validation Inbox');
});

test('the buttons on a phone stay in place when the bar changes', async () => {
  const jon = await addPendingSuggestions(server().database, 'Jon', ['a', 'b', 'c']);
  const page = await openAs('techLead', { path: jon.path, viewport: PHONE });
  page.allowComplaints(/ERR_FAILED|net::/);
  await page.route('**/api/validation_inbox/resolve', (route) => route.abort());
  await expect(current(page)).toHaveText('Jon a');
  await slowUndo(page);
  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  // Ignores the width, which changes once the font has loaded.
  const place = async () => {
    const box = await approve.boundingBox();
    return { x: box?.x, y: box?.y, height: box?.height };
  };
  const before = await place();
  await approve.click();
  await expect(current(page)).toHaveText('Jon b');
  expect(await place()).toEqual(before);
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByRole('alert')).toContainText('Not sent: Jon a approved for Jon. The decision is kept.');
  expect(await place()).toEqual(before);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await place()).toEqual(before);
});

test.each([
  ['another page of the application', (page: Page) => page.getByRole('link', { name: 'Projects' }).click()],
  // A page of the same origin, because a browser gives a page little time to send when the next one loads in another process.
  ['a page outside of the application', (page: Page) => page.goto('/healthz')],
  ['a reload', (page: Page) => page.reload()],
])('leaving for %s sends pending decisions', async (where, leave) => {
  const gil = await addPendingSuggestions(server().database, `Gil of ${where}`, ['a', 'b']);
  const page = await openAs('techLead', { path: gil.path });
  // This page has no icon.
  page.allowComplaints(/favicon\.ico/);
  await expect(current(page)).toHaveText(/ a$/);
  await slowUndo(page);
  await press(page, 'a');
  await expect(current(page)).toHaveText(/ b$/);
  await leave(page);
  await expect.poll(() => outcomes(gil)).toEqual(['APPROVED ADVANCED', 'PENDING']);
});

test('signing out sends pending decisions first', async () => {
  const hal = await addPendingSuggestions(server().database, 'Hal', ['a', 'b']);
  const page = await openAs('techLead', { path: hal.path });
  await expect(current(page)).toHaveText('Hal a');
  await slowUndo(page);
  await press(page, 'a');
  await page.getByRole('button', { name: /your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await outcomes(hal)).toEqual(['APPROVED ADVANCED', 'PENDING']);
});
