import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { openAs } = setStage();

const distribution = (page: StagePage) => page.getByRole('group', { name: 'Signals of everybody by skill', exact: true });
const momentum = (page: StagePage) => page.getByRole('group', { name: /^Signals of everybody by skill and (day|week|month)$/ });
const signals = (page: StagePage) => page.getByRole('region', { name: 'Signals', exact: true });
const param = (page: StagePage, name: string) => new URL(page.url()).searchParams.get(name);

describe('an admin reads what the organization does', () => {
  test('from the rail: each bar leads to the signals that it counts, and those to people, projects and who knows it', async () => {
    const page = await openAs('admin');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Organization' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Organization');
    await expect(page.getByText(/^In the last 90 days: [\d,]+ signals for \d+ skills, most for /)).toBeVisible();
    await expect(momentum(page)).toBeVisible();
    await expectAccessible(page);

    const bar = momentum(page).getByRole('link').last();
    const [, skill = '', count = ''] = /^(.+), Week of .+: (\d+) signals?/.exec((await bar.getAttribute('aria-label')) ?? '') ?? [];
    await bar.click();
    await expect(signals(page).getByRole('status').first()).toHaveText(new RegExp(`^${skill}, Week of `));
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
    await signals(page).getByRole('link', { name: 'Who knows it' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Who knows ${skill}`);
    await page.goBack();
    await signals(page).getByRole('button', { name: 'Show all' }).click();
    await expect(page).not.toHaveURL(/skill=/);
    await page.getByRole('region', { name: 'Readiness', exact: true }).getByRole('link', { name: 'Who knows React' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who knows React');
  });

  test('range, bars and tables stand in the address', async () => {
    const page = await openAs('admin', { path: '/organization' });
    await page.getByLabel('Range').selectOption('1y');
    await page.getByLabel('Interval').selectOption('month');
    await expect(page).toHaveURL('/organization?range=1y&bucket=month');
    await expect(page.getByText(/^In the last year: /)).toBeVisible();
    await expect(page.getByRole('group', { name: 'Signals of everybody by skill and month' })).toBeVisible();
    await page.keyboard.press('t');
    await expect(page.getByRole('table', { name: 'Signals of everybody by skill', exact: true })).toBeVisible();
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

  test('as of a past day, said plainly, and back', async () => {
    const page = await openAs('admin', { path: '/organization' });
    await page.getByRole('button', { name: 'As of…' }).click();
    const day = page.getByLabel('View data as of');
    await day.fill((await day.getAttribute('max')) ?? '');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText(/Data as of the end of/)).toBeVisible();
    // The demo was imported today.
    await expect(page.getByText('The ledger held no signals on that day')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to today' }).click();
    await expect(page).toHaveURL('/organization');
    await expect(distribution(page)).toBeVisible();
  });

  test('on a phone, and a chart that fails alone, and is tried again', async () => {
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

  test('the palette leads there', async () => {
    const page = await openAs('admin');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('organiz');
    await page.getByRole('option', { name: /Organization/ }).click();
    await expect(page).toHaveURL('/organization');
  });
});

test('nobody else is offered it, or shown it by its address', async () => {
  for (const persona of ['member', 'techLead'] as const) {
    const page = await openAs(persona, { path: '/organization' });
    await expect(page.getByRole('alert')).toContainText('Only admins can see the charts of the whole organization.');
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Organization' })).toHaveCount(0);
  }
});

test('an organization that has done nothing yet is told what would fill its charts', async () => {
  const page = await openAs('admin');
  await page.route(/organization\/skills\/(distribution|summary)/, (route) => route.fulfill({ json: { items: [] } }));
  await page.goto('/organization');
  await expect(page.getByText(/Signals come from work: from joining a project/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'See the projects' })).toBeVisible();
});
