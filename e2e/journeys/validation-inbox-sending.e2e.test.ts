import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';
import { current, fates, press, slowUndo, somebodyWaits } from '../harness/waiting.js';

const { server, openAs } = setStage();

test('somebody was faster: the bar says who, what and when, by the clock on the wall', async () => {
  const dan = await somebodyWaits(server().database, 'Dan', ['a', 'b']);
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
  expect(await fates(dan)).toEqual(['REJECTED', 'PENDING']);
  await expectAccessible(page);
});

test('the server goes and comes back: nothing is lost, over a reload either', async () => {
  const eve = await somebodyWaits(server().database, 'Eve', ['a', 'b', 'c']);
  const page = await openAs('techLead', { path: eve.path });
  page.allowComplaints(/ERR_CONNECTION|503|net::/);
  await expect(current(page)).toHaveText('Eve a');
  await slowUndo(page);
  await server().goAway();
  await press(page, 'a', 'r');
  await expect(current(page)).toHaveText('Eve c');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByRole('alert')).toContainText('2 decisions not sent, but kept. The server cannot be reached.');
  await expect(page.getByText('approved, not sent')).toBeVisible();
  await expect(page.getByText('rejected, not sent')).toBeVisible();
  await expect(current(page)).toHaveText('Eve c');
  await screenshot(page, 'inbox-not-sent');
  await server().comeBack();
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('2 decisions not sent, but kept.');
  await press(page, 't');
  await expect.poll(() => fates(eve)).toEqual(['APPROVED ADVANCED', 'REJECTED', 'PENDING']);
  await expect(page.getByText(/not sent/)).toHaveCount(0);
});

test('an answer that got lost: sent again, it is done once and nobody is told of a conflict', async () => {
  const fay = await somebodyWaits(server().database, 'Fay', ['a', 'b']);
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
  await expect(page.getByRole('alert')).toContainText('Not sent, but kept: Fay a approved for Fay.');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText(/not sent/i)).toHaveCount(0);
  await expect.poll(() => fates(fay)).toEqual(['APPROVED ADVANCED', 'PENDING']);
  await expect.poll(() => keys).toEqual([keys[0], keys[0]]);
  await expect(page.getByText(/approved this as/)).toHaveCount(0);
});

test('the session ends while decisions are on their way: they are kept, offered after signing in, and done once', async () => {
  const ivy = await somebodyWaits(server().database, 'Ivy', ['a', 'b', 'c']);
  const page = await openAs('techLead', { path: ivy.path });
  page.allowComplaints(/401/);
  await expect(current(page)).toHaveText('Ivy a');
  await slowUndo(page);
  await press(page, 'a', 'r');
  await expect(current(page)).toHaveText('Ivy c');
  // The address, by which one comes back, follows when the hands rest.
  await expect(page).toHaveURL(new RegExp(`suggestion=${ivy.suggestionIds.at(-1)}$`));
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Finbox/);
  expect(await fates(ivy)).toEqual(['PENDING', 'PENDING', 'PENDING']);
  await page.getByRole('button', { name: /Tomás Herrera/ }).click();
  await expect(page).toHaveURL(/\/inbox\?/);
  await expect(page.getByRole('alert')).toContainText('2 decisions not sent, but kept.');
  await expect(current(page)).toHaveText('Ivy c');
  await press(page, 't');
  await expect.poll(() => fates(ivy)).toEqual(['APPROVED ADVANCED', 'REJECTED', 'PENDING']);
  await expect(page.getByText(/not sent/)).toHaveCount(0);
});

test('on a phone the buttons stay under the thumb, whatever the bar tells', async () => {
  const jon = await somebodyWaits(server().database, 'Jon', ['a', 'b', 'c']);
  const page = await openAs('techLead', { path: jon.path, viewport: PHONE });
  page.allowComplaints(/ERR_FAILED|net::/);
  await page.route('**/api/validation_inbox/resolve', (route) => route.abort());
  await expect(current(page)).toHaveText('Jon a');
  await slowUndo(page);
  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  // Where it is, and not how wide: its letters may be drawn in another font until ours has come.
  const place = async () => {
    const box = await approve.boundingBox();
    return { x: box?.x, y: box?.y, height: box?.height };
  };
  const before = await place();
  await approve.click();
  await expect(current(page)).toHaveText('Jon b');
  expect(await place()).toEqual(before);
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByRole('alert')).toContainText('Not sent, but kept: Jon a approved for Jon.');
  expect(await place()).toEqual(before);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take back' }).click();
  expect(await place()).toEqual(before);
});

test.each([
  ['another page of the application', (page: Page) => page.getByRole('link', { name: 'Projects' }).click()],
  // Of the same origin: a browser gives a page half a second for its farewell when the next one comes in another process.
  ['a page outside of the application', (page: Page) => page.goto('/healthz')],
  ['a reload', (page: Page) => page.reload()],
])('leaving for %s sends what waits', async (where, leave) => {
  const gil = await somebodyWaits(server().database, `Gil of ${where}`, ['a', 'b']);
  const page = await openAs('techLead', { path: gil.path });
  // A page that is none of ours names no icon.
  page.allowComplaints(/favicon\.ico/);
  await expect(current(page)).toHaveText(/ a$/);
  await slowUndo(page);
  await press(page, 'a');
  await expect(current(page)).toHaveText(/ b$/);
  await leave(page);
  await expect.poll(() => fates(gil)).toEqual(['APPROVED ADVANCED', 'PENDING']);
});

test('signing out sends what waits first', async () => {
  const hal = await somebodyWaits(server().database, 'Hal', ['a', 'b']);
  const page = await openAs('techLead', { path: hal.path });
  await expect(current(page)).toHaveText('Hal a');
  await slowUndo(page);
  await press(page, 'a');
  await page.getByRole('button', { name: /your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await fates(hal)).toEqual(['APPROVED ADVANCED', 'PENDING']);
});
