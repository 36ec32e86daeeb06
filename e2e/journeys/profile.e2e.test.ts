import { describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs, openSignedOut } = setStage();
const PASSWORD = 'a password of a journey';

async function idOf(address: string): Promise<number> {
  const [row] = await server().database.query<{ id: number }>('SELECT id FROM profiles WHERE email = $1', [`${address}@example.org`]);
  if (!row) throw new Error(`No person in the demo has the address ${address}`);
  return row.id;
}
const profileOf = async (address: string) => `/people/${await idOf(address)}`;
const region = (page: StagePage, name: string) => page.getByRole('region', { name, exact: true });

async function choose(page: StagePage, skill: string, level: string) {
  const picker = page.getByRole('dialog').getByLabel('Skill', { exact: true });
  await picker.fill(skill);
  await page.getByRole('option', { name: skill }).first().click();
  await expect(picker).toHaveValue(skill);
  await page.getByRole('radio', { name: new RegExp(`^${level}`) }).check();
}

describe('a member’s own profile', () => {
  test('shows the validated skills with reviewer, age and staleness', async () => {
    await server().database.query(
      `UPDATE employee_skills e SET last_validated_at = now() - interval '344 days 1 hour' FROM skills s
        WHERE s.id = e.skill_id AND s.skill_name = 'React' AND e.profile_id = $1`,
      [await idOf('amara.okafor')],
    );
    const page = await openAs('member', { path: await profileOf('amara.okafor') });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Amara Okafor');
    const core = region(page, 'Core Stack');
    await expect(core.getByRole('listitem').filter({ hasText: 'React' })).toContainText('Goes stale in 2 weeks');
    const stale = core.getByRole('listitem').filter({ hasText: 'Accessibility' });
    await expect(stale).toContainText(/Stale since .*\. At midnight, Tomás Herrera will be asked to re-validate it\./);
    await server().database.query(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
       SELECT $1, id, 'INTERMEDIATE', 'SYSTEM_FLAG' FROM skills WHERE skill_name = 'Accessibility'`,
      [await idOf('amara.okafor')],
    );
    await page.reload();
    await expect(stale).toContainText(/Stale since .*\. Re-validation is pending\./);
    await expect(core.getByRole('listitem').filter({ hasText: 'Node.js' })).toContainText('by Tomás Herrera · 3 months ago');
    await expect(core.getByRole('listitem').filter({ hasText: 'Node.js' })).not.toContainText(/stale/i);
    await expect(region(page, 'Validated Inventory')).toContainText('by Leilani Kahale');
    const assignments = region(page, 'My projects and reviewers');
    await expect(assignments).toContainText('Tomás Herrera validates your skills here, as Tech Lead.');
    await expect(page.getByRole('list', { name: 'Tags on Lantern' })).toContainText('Accessibility');
    const outcomes = page.getByRole('list', { name: 'My suggestions' });
    await expect(outcomes).toContainText('Adjusted to Novice');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(outcomes).toContainText('Rejected');
    await expectAccessible(page);
  });

  test('lets a person report a skill, shows who decides, and lists it as pending', async () => {
    const page = await openAs('member', { path: await profileOf('amara.okafor') });
    await page.getByRole('button', { name: 'Report a skill' }).click();
    await expect(page).toHaveURL(/\?report=new$/);
    const dialog = page.getByRole('dialog', { name: 'Report a skill' });
    await dialog.getByRole('button', { name: 'Report' }).click();
    await expect(dialog).toContainText('Choose a skill from the list.');
    await expectAccessible(page);

    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Report a skill' }).click();
    await page.goBack();
    await expect(dialog).toBeHidden();
    await page.goForward();

    await choose(page, 'Design Systems', 'Intermediate');
    await expect(dialog).toContainText('Tomás Herrera decides, because Design Systems is one of your tags on Lantern.');
    await choose(page, 'Airflow', 'Intermediate');
    await expect(dialog).toContainText('Tomás Herrera (Harbour, Lantern) decides, as your Tech Lead.');
    await dialog.getByRole('button', { name: 'Report' }).click();
    await expect(page.getByRole('status').getByText('You reported Airflow as Intermediate. Tomás Herrera will decide.')).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(page).toHaveURL(/\/people\/\d+$/);
    await expect(region(page, 'Pending').getByRole('listitem').filter({ hasText: 'Airflow' })).toContainText('Waiting for Tomás Herrera');
    await expect(page.getByRole('list', { name: 'My suggestions' }).getByRole('listitem').first()).toContainText('Airflow');
  });

  test('explains each rejected report, and keeps the selection', async () => {
    // The dialog hides the heading, for which `openAs` waits.
    const page = await openAs('member', { path: '/people' });
    page.allowComplaints(/404|409/);
    await page.goto(`${await profileOf('amara.okafor')}?report=new`);
    const report = () => page.getByRole('dialog').getByRole('button', { name: 'Report' }).click();
    const refusal = page.getByRole('dialog').getByRole('alert');

    await choose(page, 'GraphQL', 'Advanced');
    await expect(page.getByRole('dialog')).toContainText('Already pending as Intermediate.');
    await report();
    await expect(refusal).toContainText(/GraphQL has been pending as Intermediate since .* Wait for Tomás Herrera/);
    await expectAccessible(page);

    await choose(page, 'TypeScript', 'Advanced');
    await expect(refusal).toBeHidden();
    await report();
    await expect(refusal).toContainText('TypeScript is already validated as Advanced.');
    await expect(refusal).toContainText('Choose another level if yours has changed.');

    await choose(page, 'Terraform', 'Novice');
    await server().database.query("UPDATE skills SET is_active = false WHERE skill_name = 'Terraform'");
    await report();
    await expect(refusal).toContainText('Terraform was just deactivated');
    await expect(page.getByRole('radio', { name: /^Novice/ })).toBeChecked();

    await page.route('**/api/suggestions', (route) =>
      route.request().method() === 'POST'
        ? route.continue({ postData: JSON.stringify({ skillId: 999_999_999, suggestedProficiency: 'EXPERT' }) })
        : route.continue(),
    );
    await choose(page, 'Kubernetes', 'Expert');
    await report();
    await expect(refusal).toContainText('Kubernetes is no longer in the taxonomy.');
    await page.getByRole('dialog').getByLabel('Skill', { exact: true }).fill('Terraform');
    await expect(page.getByText(/^No results/)).toBeVisible();
  });

  test('explains the empty sections to a new person, on a phone', async () => {
    const email = 'newcomer@example.org';
    const admin = await openAs('admin', { path: '/people' });
    const created = await admin.request.post('/api/profiles', { data: { email, name: 'Nia Newcomer', password: PASSWORD } });
    const { id } = (await created.json()) as { id: number };
    const page = await openSignedOut({ viewport: PHONE });
    await page.request.post('/api/session', { data: { email, password: PASSWORD } });
    await page.goto(`/people/${id}`);
    await expect(page.getByText('No validated skills yet')).toBeVisible();
    await expect(page.getByText(/You are not on an active project\..*an admin decides about your reports\./)).toBeVisible();
    await expect(page.getByText(/^No suggestions yet\. Skills that you report/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Report a skill' }).last().click();
    await choose(page, 'React', 'Novice');
    await expect(page.getByRole('dialog')).toContainText('An admin decides, because you have no Tech Lead who can decide.');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
  });
});

describe('the profile of another person', () => {
  test('is visible to their Tech Lead, without the button to report a skill', async () => {
    const page = await openAs('techLead', { path: await profileOf('lukas.brandt') });
    await expect(region(page, 'Core Stack').getByRole('listitem').filter({ hasText: 'PostgreSQL' })).toContainText(/Stale since/);
    await expect(page.getByRole('link', { name: 'Skill Tracker' })).toHaveAttribute('href', /\/people\/\d+\/skills$/);
    await expect(page.getByRole('button', { name: 'Report a skill' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Manage' })).toHaveCount(0);
  });

  test('links admins to its management, and marks former members', async () => {
    const make = factories(server().database);
    const id = await make.profile({ name: 'Lea Leaver', email: 'lea.leaver@example.org' });
    await server().database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    const page = await openAs('admin', { path: `/people/${id}` });
    await expect(page.getByText('Former', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Manage' })).toHaveAttribute('href', '/admin/people?search=lea.leaver%40example.org');
    await page.goto('/people/999999999');
    page.allowComplaints(/404/);
    await expect(page.getByRole('alert')).toContainText('Not found');
  });

  test('is hidden from everyone else, with an explanation of who can see it', async () => {
    const page = await openAs('member', { path: await profileOf('arjun.mehta') });
    page.allowComplaints(/403/);
    await expect(page.getByRole('alert')).toContainText('Only this person, Tech Leads of active projects and admins can see it');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go to People' }).click();
    await expect(page).toHaveURL(/\/people$/);
  });
});
