import type { ValidationInbox } from '@skilltrace/contract';
import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { layoutReadsOnKey } from '../harness/layout-reads.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';
import { current, outcomes, press, slowUndo, addPendingSuggestions, undoBar } from '../harness/pending-suggestions.js';

const { server, openAs } = setStage();

describe('Deciding', () => {
  test('works with the keyboard only: approve, adjust in two ways, reject, skip, undo', async () => {
    const ana = await addPendingSuggestions(server().database, 'Ana', ['a', 'b', 'c', 'd', 'e', 'f']);
    const page = await openAs('techLead', { path: ana.path });
    await expect(current(page)).toHaveText('Ana a');
    await slowUndo(page);
    await press(page, 'a');
    await expect(current(page)).toHaveText('Ana b');
    await expect(undoBar(page)).toContainText('Ana a approved for Ana');
    await press(page, 'e', '4');
    await expect(undoBar(page)).toContainText('Ana b adjusted to Expert for Ana');
    await press(page, 'e', 'ArrowLeft', 'Enter');
    await expect(undoBar(page)).toContainText('Ana c adjusted to Intermediate for Ana');
    await press(page, 'r');
    await expect(undoBar(page)).toContainText('Ana d rejected for Ana');
    await press(page, 'u');
    await expect(current(page)).toHaveText('Ana d');
    await expect(undoBar(page)).toContainText('Ana c adjusted');
    await expect(page.getByText('Ana c adjusted to Intermediate')).toBeVisible();
    await press(page, 'n', 'r');
    await expect(undoBar(page)).toContainText('Ana e rejected');
    await expect(current(page)).toHaveText('Ana f');
    await press(page, 'p');
    await expect(current(page)).toHaveText('Ana d');
    await expect(page.getByRole('status').filter({ hasText: '1 of 2 suggestions about Ana' })).toHaveCount(1);
    // The fourth decision sent the first one. The others are sent when the bar closes.
    await expect.poll(() => outcomes(ana)).toEqual(['APPROVED ADVANCED', 'PENDING', 'PENDING', 'PENDING', 'PENDING', 'PENDING']);
    await page.getByRole('button', { name: 'Send now' }).click();
    await expect
      .poll(() => outcomes(ana))
      .toEqual(['APPROVED ADVANCED', 'ADJUSTED EXPERT', 'ADJUSTED INTERMEDIATE', 'PENDING', 'REJECTED', 'PENDING']);
    await expect(page).toHaveURL(new RegExp(`suggestion=${ana.suggestionIds[3]}$`));
    await press(page, '?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Approve selected suggestions');
  });

  test('handles several suggestions together, and undoes them together', async () => {
    const ben = await addPendingSuggestions(server().database, 'Ben', ['a', 'b', 'c', 'd'], { source: 'SYSTEM_FLAG' });
    const page = await openAs('techLead', { path: ben.path });
    await expect(page.getByText('Re-validation · validated 14 months ago by Tomás Herrera').first()).toBeVisible();
    await expect(page.getByText('Rejecting withdraws the confirmed level Advanced.')).toBeVisible();
    await press(page, 'x', 'n', 'n', 'x');
    await expect(page.getByText('2 selected. Rejecting withdraws 2 confirmed levels.')).toBeVisible();
    await expectAccessible(page);
    const endSlowUndo = await slowUndo(page);
    await press(page, 'Shift+R');
    const dialog = page.getByRole('dialog', { name: 'Reject 2 suggestions' });
    await dialog.getByRole('textbox', { name: 'Comment' }).fill('  ');
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await expect(dialog).toContainText('Withdrawing a confirmed level needs a comment for the person.');
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Comment' }).fill('Not used for a year.');
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await expect(undoBar(page)).toContainText('2 skills rejected for Ben');
    await press(page, 'u');
    await expect(page.getByRole('checkbox')).toHaveCount(4);
    await endSlowUndo();
    await press(page, 'Shift+X');
    await expect(page.getByText('4 selected')).toBeVisible();
    await press(page, 'Shift+A');
    await expect(undoBar(page)).toContainText('4 skills approved for Ben');
    await expect.poll(() => outcomes(ben)).toEqual(Array(4).fill('APPROVED ADVANCED'));
  });

  test('works with the pointer, and updates the count in the navigation immediately', async () => {
    const cleo = await addPendingSuggestions(server().database, 'Cleo', ['a', 'b']);
    const page = await openAs('techLead', { path: cleo.path });
    const rail = page.getByRole('link', { name: /^Inbox/ });
    await expect(current(page)).toHaveText('Cleo a');
    await slowUndo(page);
    const before = Number((await rail.innerText()).replaceAll(/\D/g, ''));
    await page.getByRole('radio', { name: /Expert/ }).check();
    await page.getByRole('button', { name: 'Adjust to Expert' }).click();
    await expect(undoBar(page)).toContainText('Cleo a adjusted to Expert');
    await expect(rail).toContainText(String(before - 1));
    await page.getByRole('button', { name: 'Reject' }).click();
    await expect(page.getByRole('button', { name: 'Reject' })).toBeFocused();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(current(page)).toHaveText('Cleo b');
    await expect(rail).toContainText(String(before - 1));
  });
});

describe('the page', () => {
  test('shows the list of people on a phone, then one person, and goes back', async () => {
    const ida = await addPendingSuggestions(server().database, 'Ida', ['a', 'b'], { source: 'SYSTEM_FLAG' });
    const page = await openAs('techLead', { path: '/inbox', viewport: PHONE, theme: 'dark' });
    await expectAccessible(page);
    await page.getByRole('link', { name: /^Ida/ }).click();
    await expect(current(page)).toHaveText('Ida a');
    await expect(page.getByRole('navigation', { name: 'People with pending suggestions' })).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    await expect(current(page)).toHaveText('Ida b');
    await screenshot(page, 'inbox-phone');
    const scrollsSideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(scrollsSideways).toBe(0);
    expect(await page.locator('header').boundingBox()).toMatchObject({ y: 0 });
    await expect(page).toHaveURL(new RegExp(`suggestion=${ida.suggestionIds[1]}$`));
    await page.goBack();
    await expect(page.getByRole('link', { name: /^Ida/ })).toBeVisible();
    await page.goForward();
    await expect(current(page)).toHaveText('Ida b');
    await page.getByRole('link', { name: 'Back to all people' }).click();
    await expect(page.getByRole('navigation', { name: 'People with pending suggestions' })).toBeVisible();
  });

  test('opens a linked suggestion, reports a missing one, and links to the evidence', async () => {
    const page = await openAs('techLead', { path: '/inbox' });
    await expect(page.getByRole('navigation', { name: 'People with pending suggestions' })).toBeVisible();
    await page.getByRole('link', { name: /^Youssef El Amrani/ }).click();
    await expect(current(page)).toHaveText('TypeScript');
    await expectAccessible(page);
    await screenshot(page, 'inbox');
    const evidence = page.getByRole('link', { name: /\d signals?.*, last / });
    await expect(evidence).toHaveAttribute('href', /\/people\/\d+\/skills\?skill=\d+$/);
    await expect(page.getByRole('list', { name: 'Recent work on TypeScript' }).getByRole('link').first()).toHaveAttribute(
      'href',
      /^\/projects\/\d+/,
    );
    await page.goto('/inbox?suggestion=999999');
    await expect(page.getByText(/The suggestion in this link is no longer pending/)).toBeVisible();
  });

  test('shows admins the people without a Tech Lead, and denies access to members', async () => {
    const admin = await openAs('admin', { path: '/inbox' });
    await expect(admin.getByRole('navigation', { name: 'People with pending suggestions' })).toContainText('No Tech Lead');
    const inbox = (await (await admin.request.get('/api/validation_inbox')).json()) as ValidationInbox;
    expect(inbox.projects).toEqual([]);
    await slowUndo(admin);
    await press(admin, ...inbox.unassigned.flatMap(({ suggestions }) => suggestions.map(() => 'a')));
    await expect(admin.getByText('All done')).toBeVisible();
    await expect(undoBar(admin)).toContainText('approved for');
    await press(admin, 'u');
    await expect(current(admin)).toBeVisible();
    const member = await openAs('member', { path: '/inbox' });
    member.allowComplaints(/403/);
    await expect(member.getByRole('alert')).toContainText("You don't have access to this page");
  });

  test('decides two hundred suggestions by keyboard without waiting', async () => {
    const jo = await addPendingSuggestions(
      server().database,
      'Jo',
      Array.from({ length: 200 }, (_, index) => String(index).padStart(3, '0')),
    );
    const page = await openAs('techLead', { path: jo.path });
    await expect(current(page)).toHaveText('Jo 000');
    await slowUndo(page);
    let reads = 0;
    let sends = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/validation_inbox')) reads += 1;
      if (request.url().endsWith('/resolve')) sends += 1;
    });
    expect(await page.locator('article').count()).toBeLessThan(40);
    // Responses are held back, because the next suggestion must not wait for them.
    let letThrough = () => {};
    const answered = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route('**/resolve', async (route) => {
      await answered;
      await route.continue();
    });
    for (let number = 0; number < 40; number += 1) await page.keyboard.press('a');
    await expect(current(page)).toHaveText('Jo 040');
    letThrough();
    for (let number = 40; number < 199; number += 1) await page.keyboard.press('a');
    await expect(current(page)).toHaveText('Jo 199');
    expect(reads).toBe(0);
    await press(page, 'r');
    await expect(current(page)).not.toHaveText('Jo 199');
    await press(page, 'u');
    await expect(current(page)).toHaveText('Jo 199');
    await press(page, 'a');
    await page.getByRole('button', { name: 'Send now' }).click();
    await expect.poll(async () => new Set(await outcomes(jo))).toEqual(new Set(['APPROVED ADVANCED']));
    expect(sends).toBeLessThan(200);
  });

  test('shows the next suggestion without a forced layout', async () => {
    const names = Array.from({ length: 40 }, (_, index) => String(index).padStart(3, '0'));
    const flo = await addPendingSuggestions(server().database, 'Flo', names);
    const page = await openAs('techLead', { path: flo.path });
    await expect(page.getByText('1 of 40', { exact: true })).toBeVisible();
    await slowUndo(page);
    expect(await layoutReadsOnKey(page, 'a')).toEqual([]);
    await expect(current(page)).toHaveText('Flo 001');
    expect(await layoutReadsOnKey(page, 'r')).toEqual([]);
    await expect(current(page)).toHaveText('Flo 002');
  });

  test('hides the scrolled list behind the name of the person', async () => {
    const names = Array.from({ length: 40 }, (_, index) => String(index).padStart(3, '0'));
    const gil = await addPendingSuggestions(server().database, 'Gil', names);
    const page = await openAs('techLead', { path: gil.path });
    await expect(current(page)).toHaveText('Gil 000');
    const covered = await page.getByRole('heading', { level: 2, name: /^Gil/ }).evaluate((heading) => {
      const found: string[] = [];
      for (let y = 400; y < 520; y += 5) {
        window.scrollTo(0, y);
        const { left, top, height } = heading.getBoundingClientRect();
        const inFront = document.elementFromPoint(left + 60, top + height / 2);
        if (!heading.contains(inFront)) found.push(`${y}: ${inFront?.textContent}`);
      }
      return found;
    });
    expect(covered, 'elements in front of the name while the list scrolls under it').toEqual([]);
  });
});
