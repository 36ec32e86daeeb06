import { describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const DAY = 86_400_000;
const found = (page: StagePage) => page.getByRole('list', { name: 'People who know the skills' });
const row = (page: StagePage, name: string) => found(page).getByRole('article').filter({ hasText: name });
const question = (page: StagePage) => page.getByRole('heading', { level: 2 });
const isWide = (page: StagePage) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function idOf(table: 'skills' | 'projects', name: string): Promise<number> {
  const [item] = await server().database.query<{ id: number }>(
    table === 'skills' ? 'SELECT id FROM skills WHERE skill_name = $1' : 'SELECT id FROM projects WHERE name = $1',
    [name],
  );
  if (!item) throw new Error(`The demo has no ${name}`);
  return item.id;
}
const idOfSkill = (name: string) => idOf('skills', name);

async function addSkill(page: StagePage, name: string) {
  await page.getByLabel('Skill', { exact: true }).fill(name);
  await page.getByRole('option', { name }).click();
}

describe('a Tech Lead who staffs a project', () => {
  test('finds out in under a minute who can take over Kafka on Harbour, with the evidence one click away', async () => {
    const began = Date.now();
    const page = await openAs('techLead', { path: '/who-knows' });
    await expect(page.getByText('No skill selected')).toBeVisible();
    await expect(page.getByText('You see everyone.')).toBeVisible();
    await addSkill(page, 'Kafka');
    await expect(page).toHaveURL(/\/who-knows\?skill=\d+$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who knows Kafka');
    await expect(row(page, 'Mei-Ling Chen')).toContainText('Harbour (Engineer)');

    await page.getByLabel('Level').selectOption('Intermediate or higher');
    const since = new Date(Date.now() - 300 * DAY).toISOString().slice(0, 10);
    await page.getByLabel('Signals since').fill(since);
    await page.getByLabel('Only available people').check();
    await expect(question(page)).toHaveText(
      /^People who know Kafka, at least Intermediate, with signals since \d+ \w+( \d{4})?, without a current project$/,
    );
    await expect(found(page).getByRole('article')).toHaveCount(1);
    const david = row(page, 'David Goldberg');
    await expect(david).toContainText('Available');
    await expect(david).toContainText(/KafkaAdvanced.*Validated 3 months ago; \d+ signals since \d+ \w+( \d{4})? on Harbour/);
    const harbour = await idOf('projects', 'Harbour');
    const signals = Number(/; (\d+) signals/.exec((await david.textContent()) ?? '')?.[1]);
    await expectAccessible(page);

    await david.getByRole('link', { name: 'Signals in Kafka of David Goldberg' }).click();
    await expect(page).toHaveURL(new RegExp(`/skills\\?.*skill=${await idOfSkill('Kafka')}.*`));
    await expect(page).toHaveURL(new RegExp(`project=${harbour}`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('David Goldberg');
    expect(Date.now() - began, 'milliseconds from the empty page to the evidence').toBeLessThan(60_000);
    expect(signals).toBeGreaterThan(0);

    await page.goBack();
    await expect(david).toBeVisible();
    await david.getByRole('link', { name: /^David Goldberg/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('David Goldberg');
  });

  test('asks for several skills, for all or any of them, and can share the address', async () => {
    const page = await openAs('techLead', { path: `/who-knows?skill=${await idOfSkill('Kafka')}` });
    await addSkill(page, 'PostgreSQL');
    await expect(page).toHaveURL(/\?skill=\d+&skill=\d+$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who knows Kafka and PostgreSQL');
    await expect(row(page, 'Lukas Brandt')).toContainText(/Kafka.*PostgreSQL/);
    const hana = row(page, 'Hana Kobayashi');
    await expect(hana).toHaveCount(0);
    await page.getByRole('radio', { name: 'Any of them' }).click();
    await expect(page).toHaveURL(/match=any$/);
    await expect(question(page)).toHaveText('People who know Kafka or PostgreSQL');
    await expect(hana).toContainText('PostgreSQL');
    await page.getByLabel('Current project', { exact: true }).fill('Harb');
    await page.getByRole('option', { name: 'Harbour' }).click();
    await expect(question(page)).toHaveText('People who know Kafka or PostgreSQL, currently on Harbour');
    await expect(hana).toHaveCount(0);
    await expectAccessible(page);

    await page.reload();
    await expect(page.getByRole('radio', { name: 'Any of them' })).toBeChecked();
    await expect(page.getByLabel('Current project', { exact: true })).toHaveValue('Harbour');
    await expect(row(page, 'Lukas Brandt')).toBeVisible();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('j');
    await expect(found(page).getByRole('link').first()).toBeFocused();
    await page.getByRole('button', { name: 'Remove PostgreSQL' }).click();
    await expect(question(page)).toHaveText('People who know Kafka, currently on Harbour');
  });

  test('sees which condition leaves no one, and removes it', async () => {
    const [kafka, swift] = [await idOfSkill('Kafka'), await idOfSkill('Swift')];
    const page = await openAs('techLead', { path: `/who-knows?skill=${kafka}&skill=${swift}`, viewport: PHONE, theme: 'dark' });
    await expect(page.getByText('No one fits all of these conditions')).toBeVisible();
    await expect(page.getByText('People are found if you remove one condition:')).toBeVisible();
    expect(await isWide(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Any of the skills instead of all' }).click();
    await expect(page).toHaveURL(/match=any$/);
    await expect(row(page, 'Siobhán Byrne')).toBeVisible();
    await page.goto(`/who-knows?skill=${kafka}&level=NOVICE&project=${await idOf('projects', 'Lookout')}&available=yes`);
    await expect(page.getByRole('button', { name: 'Remove “currently on Lookout”' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove “currently on Lookout”' }).click();
    await expect(row(page, 'David Goldberg')).toBeVisible();
  });
});

describe('who knows', () => {
  test('shows all people to an admin, as of a past day, which is in the address', async () => {
    const page = await openAs('admin', { path: `/who-knows?skill=${await idOfSkill('React')}` });
    await expect(page.getByText('You see everyone.')).toBeVisible();
    await expect(found(page)).toBeVisible();
    await page.getByLabel('As of').fill('2020-01-31');
    await expect(page).toHaveURL(/asOf=2020-01-31$/);
    await expect(page.getByText('Shows data up to the end of that day.')).toBeVisible();
    await expect(page.getByText('No one has signals or a validated level in React')).toBeVisible();
    await page.getByLabel('As of').fill('');
    await expect(page).toHaveURL(/\?skill=\d+$/);
    await expect(found(page)).toBeVisible();
    await expectAccessible(page);
  });

  test('shows an empty state for a skill without people, and an error for an unknown skill', async () => {
    const id = await factories(server().database).skill('Semaphore');
    const page = await openAs('member', { path: `/who-knows?skill=${id}` });
    await expect(page.getByText('No one you can see has Semaphore')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Projects that declare it' }).first()).toHaveAttribute('href', `/projects?skill=${id}`);
    await expectAccessible(page);
    page.allowComplaints(/404/);
    await page.goto('/who-knows?skill=999999999');
    await expect(page.getByRole('alert')).toContainText('Not found');
  });
});

describe('a member who looks for help', () => {
  test('finds a colleague who shares validated skills from the palette, and asks for a session', async () => {
    const page = await openAs('member', { viewport: PHONE, theme: 'dark' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /search people/ }).fill('kafka');
    await page.getByRole('option', { name: /^Kafka/ }).click();
    await expect(page.getByText('You see yourself and people who share their validated skills.')).toBeVisible();
    const lukas = row(page, 'Lukas Brandt');
    await expect(lukas).toContainText(/KafkaAdvanced.*Validated 5 months ago; signals are not shared/);
    await expect(lukas.getByRole('link', { name: /^Signals/ })).toHaveCount(0);
    await expect(row(page, 'Mei-Ling Chen')).toHaveCount(0);
    expect(await isWide(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(page);

    await lukas.getByRole('link', { name: /^Lukas Brandt/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lukas Brandt');
    await expect(page.getByRole('link', { name: 'Ask for a session' })).toBeVisible();
    await page.goBack();
    await lukas.getByRole('link', { name: 'Ask for a session with Lukas Brandt' }).click();
    const dialog = page.getByRole('dialog', { name: 'Request session' });
    await expect(dialog.getByLabel('Mentor', { exact: true })).toHaveValue('Lukas Brandt');
    await expect(dialog.getByLabel('Skill (optional)')).toHaveValue('Kafka');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Send request' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('You requested a session with Lukas Brandt')).toBeVisible();
    await expect(page).toHaveURL(/\/mentorship$/);
  });

  test('finds a mentor by skill in the request itself', async () => {
    const page = await openAs('member', { path: '/mentorship' });
    await page.getByRole('button', { name: 'Request session' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Request session' });
    await dialog.getByLabel('Skill (optional)').fill('Kubernetes');
    await page.getByRole('option', { name: 'Kubernetes' }).click();
    await dialog
      .getByRole('list', { name: 'People who know Kubernetes' })
      .getByRole('button', { name: /Samuel Oyelaran/ })
      .click();
    await expect(dialog.getByLabel('Mentor', { exact: true })).toHaveValue('Samuel Oyelaran');
    await expectAccessible(page);
    await dialog.getByLabel('Skill (optional)').fill('dbt');
    await page.getByRole('option', { name: 'dbt' }).click();
    await expect(dialog.getByText('No one you can see knows this skill. You can still choose any mentor.')).toBeVisible();
  });

  test('learns that signals of others are not searched, and reaches the switch that shares their own skills', async () => {
    const path = `/who-knows?skill=${await idOfSkill('Kafka')}&since=2020-01-01`;
    const page = await openAs('member', { path });
    await expect(page.getByText('so this finds only you')).toBeVisible();
    await expect(found(page).getByRole('article')).toHaveCount(1);
    await expect(row(page, 'Amara Okafor')).toContainText(/signals since 1 Jan 2020/);
    // The browser would write "01/01/2020" into the field.
    await expect(page.getByText('1 Jan 2020', { exact: true })).toBeVisible();
    await expect(page.getByText('Choose a date', { exact: true })).toBeVisible();
    await page.getByLabel('Signals since').focus();
    await expect(page.getByText('1 Jan 2020', { exact: true })).toBeHidden();
    await page.getByRole('link', { name: 'Choose whether colleagues find your validated skills' }).click();
    await expect(page).toHaveURL(/#visibility$/);
    await expect(page.getByRole('checkbox', { name: /Share my validated skills/ })).toBeInViewport();
  });
});
