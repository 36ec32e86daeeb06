import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { dayBefore } from '../harness/day-before.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const distribution = (page: StagePage) => page.getByRole('group', { name: /^Signals by skill/ });
const momentum = (page: StagePage) => page.getByRole('group', { name: /^Signals a (day|week|month) by skill/ });
const calendar = (page: StagePage) => page.getByRole('group', { name: /^Signals by day/ });
const signalsHeading = (page: StagePage) => page.getByRole('heading', { name: 'Signals', exact: true });
const param = (page: StagePage, name: string) => new URL(page.url()).searchParams.get(name);

describe('Amara’s own skills', () => {
  test('each number leads to the signals that it counts, and each signal to its update', async () => {
    const page = await openAs('member');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My skills');
    await expect(page.getByText(/the last 90 days/i).first()).toBeVisible();

    // A week's bar says how many; the list then has as many.
    const bar = momentum(page).getByRole('link').last();
    const [, skill = '', count = ''] = /^(.+), week of .+: (\d+) signals?/.exec((await bar.getAttribute('aria-label')) ?? '') ?? [];
    await bar.hover();
    await expect(page.getByText(`${skill}${count} signal`)).toBeVisible();
    await bar.click();
    await expect(signalsHeading(page)).toBeFocused();
    await expect(page.getByRole('button', { name: `Take off: ${skill}` })).toBeVisible();
    const list = page.getByRole('list', { name: /^Signals, / });
    await expect(list.getByRole('list', { name: 'Skills' }).getByText(skill, { exact: true })).toHaveCount(Number(count));

    await list.getByRole('link').first().click();
    await expect(page).toHaveURL(/\/projects\/\d+\?.*update=\d+/);
    await page.goBack();
    await expect(page.getByRole('button', { name: `Take off: ${skill}` })).toBeVisible();
    await page.getByRole('button', { name: 'Take all off' }).click();
    await expect(signalsHeading(page)).toBeFocused();
    await expect(page.getByRole('list', { name: 'Filters' })).toHaveCount(0);

    await distribution(page)
      .getByRole('link', { name: /progress updates/ })
      .first()
      .click();
    expect(param(page, 'source')).toBe('update');
    await expect(signalsHeading(page)).toBeFocused();
    await calendar(page).getByRole('link').last().click();
    await expect(page).toHaveURL(/on=\d{4}-\d\d-\d\d/);
    await expect(page.getByRole('button', { name: 'Take off: from updates' })).toBeVisible();
  });

  test('range, bars and project stand in the address, and the back button takes them back', async () => {
    const page = await openAs('member');
    await expect(page.getByLabel('Range')).toHaveValue('90d');
    await page.getByLabel('Range').selectOption('1y');
    await expect(page).toHaveURL(/\?range=1y$/);
    await expect(page.getByText(/last year/).first()).toBeVisible();
    await page.getByLabel('Bars').selectOption('month');
    await expect(page.getByRole('group', { name: 'Signals a month by skill' })).toBeVisible();
    await page.getByLabel('Project', { exact: true }).selectOption({ label: 'Lantern' });
    await expect(page.getByText(/on Lantern/).first()).toBeVisible();
    const shared = page.url();
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect(page.getByLabel('Range')).toHaveValue('90d');
    await expect(page).not.toHaveURL(/\?/);

    const other = await openAs('admin', { path: new URL(shared).pathname + new URL(shared).search });
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Skills of Amara Okafor');
    await expect(other.getByLabel('Range')).toHaveValue('1y');
    await expect(other.getByLabel('Bars')).toHaveValue('month');
    await expect(other.getByText(/Amara Okafor’s last year on Lantern/)).toBeVisible();
  });

  test('a range of one’s own, and an address full of nonsense', async () => {
    const page = await openAs('member', { path: '/me' });
    await page.getByLabel('Range').selectOption('custom');
    await page.getByLabel('From', { exact: true }).fill('2026-02-01');
    await expect(page).toHaveURL(/from=2026-02-01/);
    await page.goto(`${new URL(page.url()).pathname}?range=soon&from=2026-02-31&bucket=hour&asOf=2099-01-01&project=-1&on=never&view=3d`);
    await expect(page.getByLabel('Range')).toHaveValue('90d');
    await expect(momentum(page)).toBeVisible();
    await expect(page.getByText('The ledger as it stood')).toHaveCount(0);
  });

  test.for(['/me', '/'])('%s goes to one’s own skills with what the address asks for, and no other', async (path) => {
    const page = await openAs('member', { path: `${path}?range=1y&bucket=month&shown=all` });
    await expect(page).toHaveURL(/\/people\/\d+\/skills\?range=1y&bucket=month$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My skills');
    await expect(page.getByLabel('Range')).toHaveValue('1y');
    await expect(page.getByLabel('Bars')).toHaveValue('month');
  });

  test('years of signals are listed as one scrolls, and little of it is in the document', async () => {
    const page = await openAs('member', { path: '/me' });
    await page.getByLabel('Range').selectOption('all');
    const list = page.getByRole('list', { name: 'Signals', exact: true });
    await expect(list.getByRole('article').first()).toBeVisible();
    const years = new Set<string>();
    await expect(async () => {
      await page.mouse.wheel(0, 20_000);
      for (const heading of await list.getByRole('heading').allInnerTexts()) years.add(/\d{4}$/.exec(heading)?.[0] ?? 'this year');
      expect(years.size).toBeGreaterThan(2);
      expect(await list.locator('[aria-setsize="-1"]').count()).toBe(0);
    }).toPass({ timeout: 60_000 });
    expect(await list.getByRole('article').count()).toBeLessThan(60);
    await expect(list.getByRole('link', { name: /^Joined / }).last()).toBeVisible();
  });

  test('the end of what has been loaded does not look like the end, and says so where the rest failed', async () => {
    const page = await openAs('member', { path: '/me' });
    page.allowComplaints(/500/);
    let fail = () => {};
    const mayFail = new Promise<void>((resolve) => {
      fail = resolve;
    });
    await page.route(/skills\/activity\?.*cursor=/, async (route) => {
      await mayFail;
      await route.fulfill({ status: 500, contentType: 'text/plain', body: '' });
    });
    await page.getByLabel('Range').selectOption('all');
    const list = page.getByRole('list', { name: 'Signals', exact: true });
    await expect(list.getByRole('article').first()).toBeVisible();
    const onItsWay = list.locator('xpath=following-sibling::*');
    await expect(async () => {
      await page.mouse.wheel(0, 20_000);
      await expect(onItsWay).toBeInViewport({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByText('The rest could not be loaded.')).toHaveCount(0);
    await screenshot(page, 'signals-on-their-way');
    fail();
    await expect(page.getByText('The rest could not be loaded.')).toBeVisible();
    await page.unroute(/skills\/activity\?.*cursor=/);
    const loaded = Number(await list.locator('[aria-posinset]').last().getAttribute('aria-posinset'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('The rest could not be loaded.')).toHaveCount(0);
    await expect(async () => {
      await page.mouse.wheel(0, 20_000);
      expect(Number(await list.locator('[aria-posinset]').last().getAttribute('aria-posinset'))).toBeGreaterThan(loaded);
    }).toPass({ timeout: 60_000 });
  });

  test('as of a past day, said plainly, and back', async () => {
    const page = await openAs('member');
    await page.getByRole('button', { name: 'As of…' }).click();
    const day = page.getByLabel('Show the ledger as it stood at the end of');
    await day.fill(dayBefore((await day.getAttribute('max')) ?? ''));
    await page.getByRole('button', { name: 'Show that day' }).click();
    await expect(page.getByText(/The ledger as it stood at the end of/)).toBeVisible();
    await expect(page.getByText('History that was imported later is not in it.', { exact: false })).toBeVisible();
    // The demo was imported today, or yesterday where the day ended since.
    await expect(page.getByText('The ledger held no signals of yours then.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to today' }).click();
    await expect(page).not.toHaveURL(/asOf/);
    await expect(distribution(page)).toBeVisible();
  });

  test('all by keyboard: arrows from bar to bar, Enter to its signals, T for tables', async () => {
    const page = await openAs('member');
    await expect(calendar(page).getByRole('link').first()).toBeVisible();
    const links = distribution(page).getByRole('link');
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const focused = page.locator(':focus');
    await expect(focused).toHaveAttribute('aria-label', /progress updates: \d+ signals/);
    await page.keyboard.press('Tab');
    await expect(momentum(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await expect(focused).toHaveAttribute('aria-label', /so far$/);
    await page.keyboard.press('Tab');
    await expect(calendar(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(signalsHeading(page)).toBeFocused();
    await page.keyboard.press('t');
    await expect(page).toHaveURL(/view=table/);
    await expect(page.getByRole('button', { name: 'Tables' })).toBeFocused();
    const tables = page.getByRole('table');
    await expect(tables).toHaveCount(3);
    await expect(tables.first().getByRole('columnheader', { name: 'Validated' })).toBeVisible();
    await expectAccessible(page);
    await tables.first().getByRole('link').first().press('Enter');
    await expect(signalsHeading(page)).toBeFocused();
    await page.keyboard.press('t');
    await expect(tables).toHaveCount(0);
  });

  test('is accessible in both themes, and fits a phone', async () => {
    const page = await openAs('member', { path: '/me' });
    await expect(calendar(page)).toBeVisible();
    await expect(page.getByRole('article').first()).toBeVisible();
    await expectAccessible(page);
    const phone = await openAs('member', { viewport: PHONE, theme: 'dark' });
    await expect(calendar(phone)).toBeVisible();
    await expect(phone.getByRole('article').first()).toBeVisible();
    const isWide = () => phone.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(await isWide(), 'nothing sticks out at 390 px').toBe(false);
    await expectAccessible(phone);
    await phone.getByRole('button', { name: 'Tables' }).click();
    await expect(phone.getByRole('table')).toHaveCount(3);
    expect(await isWide(), 'nor do the tables').toBe(false);
  });
});

describe('somebody else’s skills', () => {
  test('of no concern to the reader are refused in plain words', async () => {
    const admin = await openAs('admin');
    const [path] = /\/people\/\d+\/skills/.exec(admin.url()) ?? [];
    const page = await openAs('member', { path: '/projects' });
    page.allowComplaints(/403/);
    await page.goto(path ?? '');
    await expect(page.getByRole('alert')).toContainText('This is not yours to see');
    await expect(page.getByRole('alert')).toContainText('Only this person, Tech Leads of active projects and admins may see this');
    await expectAccessible(page);
  });

  test('that have no signals yet say what would make some', async () => {
    const page = await openAs('admin');
    const answer = await page.request.post('/api/profiles', { data: { email: 'new.person@example.org', name: 'New Person' } });
    const { id } = (await answer.json()) as { id: number };
    await page.goto(`/people/${id}/skills`);
    await expect(page.getByText('New Person has no signals yet.')).toBeVisible();
    await expect(page.getByText(/by joining a project that declares skills/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'See the projects' }).click();
    await expect(page).toHaveURL(/\/projects$/);
  });
});
