import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { dayBefore } from '../harness/day-before.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const distribution = (page: StagePage) => page.getByRole('group', { name: 'Signals of the organization by skill', exact: true });
const momentum = (page: StagePage) => page.getByRole('group', { name: /^Signals of the organization by skill and (day|week|month)$/ });
const signals = (page: StagePage) => page.getByRole('region', { name: /^(More than )?[\d,]+ signals? / });
const param = (page: StagePage, name: string) => new URL(page.url()).searchParams.get(name);

describe('the organization page of an admin', () => {
  test('opens from the navigation, and its bars filter the signals, which lead to people, projects and Who knows', async () => {
    const page = await openAs('admin');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Organization' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Organization');
    await expect(page.getByText(/^Last 90 days: [\d,]+ signals for \d+ skills, most for /)).toBeVisible();
    await expect(momentum(page)).toBeVisible();
    await expectAccessible(page);

    const bar = momentum(page).getByRole('link').last();
    const [, skill = '', count = ''] = /^(.+), Week of .+: (\d+) signals?/.exec((await bar.getAttribute('aria-label')) ?? '') ?? [];
    await bar.click();
    await expect(bar).toHaveAttribute('aria-current', 'true');
    await expect(bar).toBeInViewport();
    await expect(signals(page).getByRole('heading', { level: 2 })).toHaveText(new RegExp(`^${count} signals? · Week of .+ · ${skill}$`));
    const listed = signals(page).getByRole('list', { name: 'Signals' }).getByRole('list', { name: 'Skills' });
    await expect(listed).toHaveCount(Number(count));
    await expect(listed.first()).toHaveText(skill);

    const event = signals(page).getByRole('list', { name: 'Signals' }).getByRole('listitem').first();
    await event.getByRole('link', { name: /^an update on / }).click();
    await expect(page).toHaveURL(/\/projects\/\d+\?.*update=\d+/);
    await page.goBack();
    await event.getByRole('link').first().click();
    await expect(page).toHaveURL(/\/people\/\d+$/);
    await page.goBack();
    await signals(page).getByRole('link', { name: 'Who knows this skill?' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Who knows ${skill}`);
    await page.goBack();
    await signals(page).getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).not.toHaveURL(/skill=/);
    await page.getByRole('region', { name: 'Readiness', exact: true }).getByRole('link', { name: 'Who knows React' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who knows React');
  });

  test('keeps the range, the bars and the tables in the address', async () => {
    const page = await openAs('admin', { path: '/organization' });
    await page.getByLabel('Range').selectOption('1y');
    await page.getByLabel('Interval').selectOption('month');
    await expect(page).toHaveURL('/organization?range=1y&bucket=month');
    await expect(page.getByText(/^Last 12 months: /)).toBeVisible();
    await expect(page.getByRole('group', { name: 'Signals of the organization by skill and month' })).toBeVisible();
    await page.keyboard.press('t');
    await expect(page.getByRole('table', { name: 'Signals of the organization by skill', exact: true })).toBeVisible();
    expect(param(page, 'view')).toBe('table');
    await expectAccessible(page);
    await page.goBack();
    await expect(page.getByLabel('Interval')).toHaveValue('week');
    await page.goBack();
    await expect(page.getByLabel('Range')).toHaveValue('90d');
    await page.goto('/organization?range=soon&bucket=hour&asOf=2099-01-01&skill=x&on=never&view=3d');
    await expect(momentum(page)).toBeVisible();
    await expect(page.getByText('Data as of')).toHaveCount(0);
  });

  test('compares two ranges in both charts', async () => {
    const page = await openAs('admin', { path: '/organization?from=2026-08-01&to=2026-10-31' });
    await page.getByLabel('Comparison').selectOption('previous');
    await expect(
      page.getByText(/^[\d,]+ signals from 1 Aug to 31 Oct 2026, compared with [\d,]+ signals from 1 May to 31 Jul 2026: /),
    ).toBeVisible();
    await expect(page.getByText('Outlined bars: 1 May to 31 Jul 2026', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('t');
    await expect(page.getByRole('columnheader', { name: 'Before' })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'Whole range' })).toBeVisible();
    await expectAccessible(page);
  });

  test('shows the data of a past day, and returns to today', async () => {
    const page = await openAs('admin', { path: '/organization' });
    await page.getByRole('button', { name: 'As of…' }).click();
    const day = page.getByLabel('View data as of');
    await day.fill(dayBefore((await day.getAttribute('max')) ?? ''));
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText(/Data as of the end of/)).toBeVisible();
    // The demo was imported today, or yesterday if the day ended since.
    await expect(page.getByText('There were no signals yet on that day')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to today' }).click();
    await expect(page).toHaveURL('/organization');
    await expect(distribution(page)).toBeVisible();
  });

  test('fits a phone, and shows the other charts when one fails, which can be retried', async () => {
    const page = await openAs('admin', { viewport: PHONE });
    page.allowComplaints(/500/);
    let fails = true;
    await page.route(/organization\/skills\/momentum/, (route) =>
      fails ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }) : route.continue(),
    );
    await page.goto('/organization?range=30d');
    const part = page.getByRole('region', { name: 'Momentum', exact: true });
    await expect(part.getByRole('alert')).toBeVisible();
    await expect(distribution(page)).toBeVisible();
    await expectAccessible(page);
    fails = false;
    await part.getByRole('button', { name: 'Try again' }).click();
    await expect(momentum(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });

  test('says when a part takes long, which can be canceled and loaded again, while the other parts are shown', async () => {
    const page = await openAs('admin');
    let isSlow = true;
    await page.route(/organization\/skills\/momentum/, (route) => (isSlow ? undefined : route.continue()));
    await page.goto('/organization');
    const part = page.getByRole('region', { name: 'Momentum', exact: true });
    await expect(distribution(page)).toBeVisible();
    await expect(part.getByText(/^Still loading/)).toBeVisible();
    await expectAccessible(page);
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('momentum'));
    await part.getByRole('button', { name: 'Cancel' }).click();
    await ended;
    await expect(part.getByText('Loading was canceled.')).toBeVisible();
    await expect(part.getByRole('button', { name: 'Load', exact: true })).toBeFocused();
    await expectAccessible(page);
    isSlow = false;
    await part.getByRole('button', { name: 'Load', exact: true }).click();
    await expect(momentum(page)).toBeVisible();
    await expect(part.getByText(/^Still loading/)).toHaveCount(0);

    // The previous answer stays visible while another range loads, and after that is canceled.
    isSlow = true;
    await page.getByLabel('Range').selectOption('1y');
    await part.getByRole('button', { name: 'Cancel' }).click();
    await expect(part.getByText('Loading was canceled.')).toBeVisible();
    await expect(momentum(page)).toBeVisible();
  });

  test('opens from the command palette', async () => {
    const page = await openAs('admin');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('organiz');
    await page.getByRole('option', { name: /Organization/ }).click();
    await expect(page).toHaveURL('/organization');
  });
});

test('the organization page is neither offered nor shown to members and Tech Leads', async () => {
  for (const persona of ['member', 'techLead'] as const) {
    const page = await openAs(persona, { path: '/organization' });
    await expect(page.getByRole('alert')).toContainText('Only admins can see the charts of the whole organization.');
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Organization' })).toHaveCount(0);
  }
});

test('the page of an organization without signals explains how they are created', async () => {
  const page = await openAs('admin');
  await page.route(/organization\/skills\/(distribution|summary)/, (route) => route.fulfill({ json: { items: [] } }));
  await page.goto('/organization');
  await expect(page.getByText(/Signals are created when people join a project/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'View projects' })).toBeVisible();
});
