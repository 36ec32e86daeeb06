import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { dayBefore } from '../harness/day-before.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const distribution = (page: StagePage) => page.getByRole('group', { name: /^Signals by skill/ });
const momentum = (page: StagePage) => page.getByRole('group', { name: /^Signals per (day|week|month) by skill/ });
const calendar = (page: StagePage) => page.getByRole('group', { name: /^Signals per day (in|for) / });
const signalsHeading = (page: StagePage) => page.getByRole('heading', { level: 2, name: /^(More than )?[\d,]+ signals? / });
const signalList = (page: StagePage) => page.getByRole('list', { name: /^(More than )?[\d,]+ signals? / });
const timeline = (page: StagePage) => page.getByRole('group', { name: /^Timeline, / });
const param = (page: StagePage, name: string) => new URL(page.url()).searchParams.get(name);

describe('a member’s own skills', () => {
  test('links each number to the signals that it counts, and each signal to its update', async () => {
    const page = await openAs('member');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My skills');
    await expect(page.getByText(/ in the last 90 days/).first()).toBeVisible();

    // The label of a week's bar has the number of signals, and the list has the same number.
    const bar = momentum(page).getByRole('link').last();
    const [, skill = '', count = ''] = /^(.+), Week of .+: (\d+) signals?/.exec((await bar.getAttribute('aria-label')) ?? '') ?? [];
    await bar.hover();
    await expect(page.getByText(`${skill}${count} signal`)).toBeVisible();
    await bar.click();
    // The charts stay where they are, with the chosen bar marked. The heading of the list has the same number.
    await expect(bar).toBeFocused();
    await expect(bar).toHaveAttribute('aria-current', 'true');
    await expect(bar).toBeInViewport();
    await expect(page.getByRole('status').filter({ hasText: ` · ${skill}` })).toHaveText(
      new RegExp(`^${count} signals? · Week of .+ · ${skill}$`),
    );
    await page.getByRole('button', { name: 'Show the list' }).click();
    await expect(signalsHeading(page)).toBeFocused();
    await expect(page.getByRole('button', { name: `Remove filter: ${skill}` })).toBeVisible();
    const list = signalList(page);
    await expect(list.getByRole('list', { name: 'Skills' }).getByText(skill, { exact: true })).toHaveCount(Number(count));

    await list.getByRole('link').first().click();
    await expect(page).toHaveURL(/\/projects\/\d+\?.*update=\d+/);
    await page.goBack();
    await expect(page.getByRole('button', { name: `Remove filter: ${skill}` })).toBeVisible();
    await page.getByRole('button', { name: 'Remove all filters' }).click();
    await expect(signalsHeading(page)).toBeFocused();
    await expect(page.getByRole('list', { name: 'Filters' })).toHaveCount(0);

    await distribution(page)
      .getByRole('link', { name: /Progress updates/ })
      .first()
      .click();
    expect(param(page, 'source')).toBe('update');
    await expect(signalsHeading(page)).toHaveText(/^\d+ signals? in the last 90 days · .+ · Progress updates$/);
    await calendar(page).getByRole('link').last().click();
    await expect(page).toHaveURL(/on=\d{4}-\d\d-\d\d/);
    await expect(page.getByRole('button', { name: 'Remove filter: Progress updates' })).toBeVisible();
  });

  test('keep range, interval and project in the address, and the back button restores them', async () => {
    const page = await openAs('member');
    await expect(page.getByLabel('Range')).toHaveValue('90d');
    await page.getByLabel('Range').selectOption('1y');
    await expect(page).toHaveURL(/\?range=1y$/);
    await expect(page.getByText(/ in the last 12 months/).first()).toBeVisible();
    await page.getByLabel('Interval').selectOption('month');
    await expect(page.getByRole('group', { name: 'Signals per month by skill' })).toBeVisible();
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
    await expect(other.getByLabel('Interval')).toHaveValue('month');
    await expect(other.getByText(/^Amara Okafor worked .* in the last 12 months on Lantern/)).toBeVisible();
  });

  test('accept a custom range, and ignore invalid values in the address', async () => {
    const page = await openAs('member', { path: '/me' });
    await page.getByLabel('Range').selectOption('custom');
    await page.getByLabel('From', { exact: true }).fill('2026-02-01');
    await expect(page).toHaveURL(/from=2026-02-01/);
    await page.goto(`${new URL(page.url()).pathname}?range=soon&from=2026-02-31&bucket=hour&asOf=2099-01-01&project=-1&on=never&view=3d`);
    await expect(page.getByLabel('Range')).toHaveValue('90d');
    await expect(momentum(page)).toBeVisible();
    await expect(page.getByText('Data as of')).toHaveCount(0);
  });

  test.for(['/me', '/'])('open from %s with the valid values of its address', async (path) => {
    const page = await openAs('member', { path: `${path}?range=1y&bucket=month&shown=all` });
    await expect(page).toHaveURL(/\/people\/\d+\/skills\?range=1y&bucket=month$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My skills');
    await expect(page.getByLabel('Range')).toHaveValue('1y');
    await expect(page.getByLabel('Interval')).toHaveValue('month');
  });

  test('list years of signals while scrolling, with few rows in the document', async () => {
    const page = await openAs('member', { path: '/me' });
    await page.getByLabel('Range').selectOption('all');
    const list = signalList(page);
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

  test('show placeholders at the end of the loaded signals, and an error if the rest fails', async () => {
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
    const list = signalList(page);
    await expect(list.getByRole('article').first()).toBeVisible();
    const placeholders = list.locator('xpath=following-sibling::*');
    await expect(async () => {
      await page.mouse.wheel(0, 20_000);
      await expect(placeholders).toBeInViewport({ timeout: 500 });
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

  test('can be shown as of a past day, with a banner that leads back to today', async () => {
    const page = await openAs('member');
    await page.getByRole('button', { name: 'As of…' }).click();
    const day = page.getByLabel('View data as of');
    await day.fill(dayBefore((await day.getAttribute('max')) ?? ''));
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText(/Data as of the end of/)).toBeVisible();
    await expect(page.getByText('History that was imported later is not included.', { exact: false })).toBeVisible();
    // The demo was imported today, or yesterday if the day ended since.
    await expect(page.getByText('You had no signals by that day.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to today' }).click();
    await expect(page).not.toHaveURL(/asOf/);
    await expect(distribution(page)).toBeVisible();
  });

  test('work by keyboard: arrows move between bars, Enter shows their signals, T switches to tables', async () => {
    const page = await openAs('member');
    await expect(calendar(page).getByRole('link').first()).toBeVisible();
    const links = distribution(page).getByRole('link');
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const focused = page.locator(':focus');
    await expect(focused).toHaveAttribute('aria-label', /Progress updates: \d+ signals/);
    // Each chart is one stop. The download of the next chart follows it.
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Download momentum as CSV' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(momentum(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await expect(focused).toHaveAttribute('aria-label', / so far$/);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Download signals per day as CSV' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(calendar(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(momentum(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(focused).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('t');
    await expect(page).toHaveURL(/view=table/);
    await expect(page.getByRole('button', { name: 'Tables' })).toBeFocused();
    const tables = page.getByRole('table');
    // The chosen skill has no events in this range, so the timeline has no table.
    await expect(tables).toHaveCount(3);
    await expect(tables.first().getByRole('columnheader', { name: 'Validation' })).toBeVisible();
    await expectAccessible(page);
    await tables.first().getByRole('link').first().press('Enter');
    await expect(page.getByRole('button', { name: 'Show the list' })).toBeVisible();
    await page.keyboard.press('t');
    await expect(tables).toHaveCount(0);
  });

  test('are accessible in both themes and fit a phone', async () => {
    const page = await openAs('member', { path: '/me' });
    await expect(calendar(page)).toBeVisible();
    await expect(page.getByRole('article').first()).toBeVisible();
    await expectAccessible(page);
    const phone = await openAs('member', { viewport: PHONE, theme: 'dark' });
    await expect(calendar(phone)).toBeVisible();
    await expect(phone.getByRole('article').first()).toBeVisible();
    const isWide = () => phone.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(await isWide(), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(phone);
    await phone.getByRole('button', { name: 'Tables' }).click();
    await expect(phone.getByRole('table')).toHaveCount(4);
    expect(await isWide(), 'the tables have no horizontal scrolling').toBe(false);
  });
});

describe('a member’s own skills over time', () => {
  test('are a timeline of projects and levels, whose marks lead to the project or the validation', async () => {
    const page = await openAs('member', { path: '/me?range=1y' });
    await expect(timeline(page).getByRole('link').first()).toBeVisible();
    await expectAccessible(page);
    const joined = timeline(page).getByRole('link', { name: /^Joined Harbour, / });
    const raised = timeline(page).getByRole('link', { name: /^React: Intermediate → Advanced, .+, by / });
    await joined.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await expect(raised).toBeFocused();
    await screenshot(page, 'timeline');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/people\/\d+#skill-\d+$/);
    await expect(page.locator('li[aria-current=true]')).toContainText('React');
    await page.goBack();
    await joined.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour');
    await page.goBack();

    // A chosen skill leaves its own levels, as one line.
    await distribution(page)
      .getByRole('link', { name: /^React: / })
      .click();
    await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('paragraph')).toHaveText('React: Intermediate → Advanced');
    await expect(timeline(page).getByRole('link', { name: /TypeScript/ })).toHaveCount(0);
    await page.keyboard.press('t');
    await expect(page.getByRole('table', { name: /^Timeline, / }).getByRole('link', { name: /^React raised / })).toBeVisible();

    const phone = await openAs('member', { path: '/me?range=1y', viewport: PHONE, theme: 'dark' });
    await expect(
      phone.getByRole('list', { name: /^Timeline, / }).getByRole('link', { name: 'Joined Harbour', exact: false }),
    ).toBeVisible();
    await expectAccessible(phone);
  });

  test('are compared with the period before or a year earlier, in both charts and in the address', async () => {
    const page = await openAs('member', { path: '/me?from=2026-08-01&to=2026-10-31' });
    await page.getByLabel('Comparison').selectOption('previous');
    await expect(page).toHaveURL(/compare=previous/);
    const sentence = page.getByText(/^\d+ signals from 1 Aug to 31 Oct 2026, compared with \d+ signals from 1 May to 31 Jul 2026: /);
    await expect(sentence).toBeVisible();
    const [, now = '', before = ''] = /^(\d+) signals .* compared with (\d+) signals/.exec(await sentence.innerText()) ?? [];
    const rows = await distribution(page)
      .getByRole('link', { name: /, was \d+, / })
      .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')));
    const sums = rows.map(
      (label) =>
        /: (\d+) signals?, .*, was (\d+), /
          .exec(label ?? '')
          ?.slice(1)
          .map(Number) ?? [],
    );
    expect(sums.reduce((sum, [count = 0]) => sum + count, 0)).toBe(Number(now));
    expect(sums.reduce((sum, [, count = 0]) => sum + count, 0)).toBeLessThanOrEqual(Number(before));
    await expect(page.getByText('Outlined bars: 1 May to 31 Jul 2026', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'comparison');
    await page.getByLabel('Comparison').selectOption('year');
    await expect(page.getByText(/compared with \d+ signals from 1 Aug to 31 Oct 2025/)).toBeVisible();
    await page.goBack();
    await expect(sentence).toBeVisible();
    await page.getByLabel('Range').selectOption('all');
    await expect(page.getByLabel('Comparison')).toHaveCount(0);
  });

  test('say so if a filter leaves no signals, and offer to clear it', async () => {
    const page = await openAs('member', { path: '/me?on=2026-11-01&skill=1&source=project' });
    await expect(page.getByText('No signals match these filters')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await expect(page).not.toHaveURL(/skill=|on=|source=/);
    await expect(signalsHeading(page)).toBeFocused();
  });

  test('lead to posting an update on one of several projects, with the cursor in the form, and to reporting a skill', async () => {
    const page = await openAs('member');
    await page.getByRole('button', { name: 'Post update' }).click();
    const dialog = page.getByRole('dialog', { name: 'Post update' });
    await expectAccessible(page);
    await dialog.getByRole('link', { name: /^Lantern/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lantern');
    await expect(page.getByLabel('What did you do?')).toBeFocused();
    await page.goBack();
    await page.goBack();
    await page.getByRole('link', { name: 'Report a skill' }).click();
    await expect(page.getByRole('dialog', { name: 'Report a skill' })).toBeVisible();
  });

  test('are a few keys away from each action', async () => {
    const page = await openAs('member');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('update on harb');
    await page.getByRole('option', { name: /^Post an update on Harbour/ }).click();
    await expect(page.getByLabel('What did you do?')).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('complete');
    await expect(page.getByRole('option', { name: /^Complete / })).toHaveCount(0);
  });
});

describe('the skills of another person', () => {
  test('are not shown to a person without access, who sees a clear message', async () => {
    const admin = await openAs('admin');
    const [path] = /\/people\/\d+\/skills/.exec(admin.url()) ?? [];
    const page = await openAs('member', { path: '/projects' });
    page.allowComplaints(/403/);
    await page.goto(path ?? '');
    await expect(page.getByRole('alert')).toContainText("You don't have access to this page");
    await expect(page.getByRole('alert')).toContainText('Only this person, Tech Leads of active projects and admins may see this');
    await expectAccessible(page);
  });

  test('without signals explain how to get some', async () => {
    const page = await openAs('admin');
    const answer = await page.request.post('/api/profiles', { data: { email: 'new.person@example.org', name: 'New Person' } });
    const { id } = (await answer.json()) as { id: number };
    await page.goto(`/people/${id}/skills`);
    await expect(page.getByText('New Person has no signals yet.')).toBeVisible();
    await expect(page.getByText(/by joining a project that declares skills/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Show projects' }).click();
    await expect(page).toHaveURL(/\/projects$/);
  });
});
