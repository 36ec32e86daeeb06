import { describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { addPendingSuggestions, current, outcomes, press, slowUndo, undoBar } from '../harness/pending-suggestions.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';

const { server, openAs } = setStage();

const commentsOn = async (suggestionIds: readonly number[]) =>
  (
    await server().database.query<{ content: string }>(
      'SELECT content FROM decision_comments WHERE suggestion_id = ANY ($1) ORDER BY suggestion_id',
      [suggestionIds],
    )
  ).map(({ content }) => content);

const restoredBy = async (suggestionIds: readonly number[]) =>
  (
    await server().database.query<{ name: string }>(
      'SELECT p.name FROM withdrawn_levels w JOIN profiles p ON p.id = w.restored_by_id WHERE w.suggestion_id = ANY ($1)',
      [suggestionIds],
    )
  ).map(({ name }) => name);

describe('Withdrawing a level', () => {
  test('needs a comment, which an undo and a reload keep, and can be restored', async () => {
    const ola = await addPendingSuggestions(server().database, 'Ola', ['a', 'b'], { source: 'SYSTEM_FLAG' });
    const page = await openAs('techLead', { path: ola.path });
    await expect(current(page)).toHaveText('Ola a');
    await slowUndo(page);
    await press(page, 'r');
    const field = page.getByRole('textbox', { name: 'Why does Advanced no longer hold? Comment for Ola' });
    await expect(field).toBeFocused();
    await expect(page.getByRole('button', { name: 'Withdraw Advanced' })).toBeDisabled();
    await press(page, 'Control+Enter');
    await expect(current(page)).toHaveText('Ola a');
    await field.fill('No work with it for a year.');
    await expectAccessible(page);
    await screenshot(page, 'inbox-withdraw');
    await press(page, 'Control+Enter');
    await expect(undoBar(page)).toContainText('Ola a withdrawn for Ola.');
    await expect(page.getByRole('button', { name: 'Undo (U)' })).toBeVisible();
    await press(page, 'u');
    await expect(page.getByRole('textbox', { name: 'Comment for Ola' })).toHaveValue('No work with it for a year.');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Comment for Ola' })).toHaveValue('No work with it for a year.');
    await press(page, 'r');
    await page.getByRole('button', { name: 'Send now' }).click();
    await expect.poll(() => outcomes(ola)).toEqual(['REJECTED ADVANCED', 'PENDING']);
    expect(await commentsOn(ola.suggestionIds)).toEqual(['No work with it for a year.']);

    await page.getByRole('radio', { name: 'Decided by you' }).check();
    await expect(page).toHaveURL(/\?show=decided$/);
    const row = page.getByRole('listitem').filter({ hasText: 'Ola a' });
    await expect(row).toContainText('Withdrew Advanced');
    await expect(row).toContainText('No work with it for a year.');
    await expectAccessible(page);
    await screenshot(page, 'inbox-decided');
    await row.getByRole('button', { name: 'Restore Ola a of Ola' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await expect(row).toContainText('Withdrew Advanced, restored since');
    await expect(row.getByRole('button')).toHaveCount(0);
    const levels = await server().database.query(
      "SELECT proficiency_level AS level FROM employee_skills e JOIN suggestions g USING (profile_id, skill_id) WHERE g.id = $1 AND e.last_validated_at < now() - interval '400 days'",
      [ola.suggestionIds[0]],
    );
    expect(levels).toEqual([{ level: 'ADVANCED' }]);
  });

  test('can be corrected by an admin, who finds the levels that others withdrew', async () => {
    const nia = await addPendingSuggestions(server().database, 'Nia', ['a'], { source: 'SYSTEM_FLAG' });
    const lead = await openAs('techLead', { path: nia.path });
    await expect(current(lead)).toHaveText('Nia a');
    await slowUndo(lead);
    await press(lead, 'r');
    await lead.getByRole('textbox', { name: 'Comment for Nia' }).fill('Mixed up with Mia.');
    await press(lead, 'Control+Enter');
    await lead.getByRole('button', { name: 'Send now' }).click();
    await expect.poll(() => outcomes(nia)).toEqual(['REJECTED ADVANCED']);
    await expect(lead.getByRole('radio', { name: 'Withdrawn levels' })).toHaveCount(0);

    const page = await openAs('admin', { path: '/inbox?show=decided' });
    await expect(page.getByText('No decisions yet')).toBeVisible();
    await page.getByRole('radio', { name: 'Withdrawn levels' }).check();
    await expect(page).toHaveURL(/\?show=restorable$/);
    const row = page
      .getByRole('list', { name: 'Withdrawn levels that can be restored' })
      .getByRole('listitem')
      .filter({ hasText: 'Nia a' });
    await expect(row).toContainText('by Tomás Herrera');
    await expect(row).toContainText('Comment of Tomás Herrera: Mixed up with Mia.');
    await expectAccessible(page);
    await screenshot(page, 'inbox-restorable');
    await row.getByRole('button', { name: 'Restore Nia a of Nia' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Nia a of Nia is Advanced again.' })).toBeVisible();
    await expect(row).toHaveCount(0);
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    expect(await restoredBy(nia.suggestionIds)).toEqual(['Ingrid Halvorsen']);
  });

  test('works on a phone without a keyboard', async () => {
    const pam = await addPendingSuggestions(server().database, 'Pam', ['a', 'b'], { source: 'SYSTEM_FLAG' });
    const page = await openAs('techLead', { path: pam.path, viewport: PHONE, theme: 'dark' });
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByRole('textbox', { name: /Comment for Pam/ }).fill('Moved to another field.');
    await expectAccessible(page);
    await screenshot(page, 'inbox-withdraw-phone');
    await page.getByRole('button', { name: 'Withdraw Advanced' }).click();
    await expect(current(page)).toHaveText('Pam b');
    await expect.poll(() => outcomes(pam), { timeout: 20_000 }).toEqual(['REJECTED ADVANCED', 'PENDING']);
  });
});

test('a comment on an approval is optional, and is sent with it', async () => {
  const quin = await addPendingSuggestions(server().database, 'Quin', ['a', 'b']);
  const page = await openAs('techLead', { path: quin.path });
  await expect(current(page)).toHaveText('Quin a');
  await press(page, 'c');
  await page.getByRole('textbox', { name: 'Comment for Quin' }).fill('Good talk at the review.');
  await press(page, 'Escape', 'a');
  await expect(undoBar(page)).toContainText('Quin a approved for Quin.');
  await expect(current(page)).toHaveText('Quin b');
  await expect(page.getByRole('textbox', { name: /Comment/ })).toHaveCount(0);
  await press(page, 'a');
  await expect.poll(() => outcomes(quin), { timeout: 20_000 }).toEqual(['APPROVED ADVANCED', 'APPROVED ADVANCED']);
  expect(await commentsOn(quin.suggestionIds)).toEqual(['Good talk at the review.']);
});

test('the selection is kept over several people, and is decided together', async () => {
  const rae = await addPendingSuggestions(server().database, 'Rae', ['a', 'b']);
  const sol = await addPendingSuggestions(server().database, 'Sol', ['a']);
  const page = await openAs('techLead', { path: rae.path });
  await expect(current(page)).toHaveText('Rae a');
  await slowUndo(page);
  await press(page, 'x');
  await page.getByRole('link', { name: /^Sol/ }).click();
  await expect(current(page)).toHaveText('Sol a');
  await press(page, 'x');
  await expect(page.getByText('2 selected, of 2 people.')).toBeVisible();
  await expectAccessible(page);
  await press(page, 'Shift+A');
  await expect(undoBar(page)).toContainText('2 skills approved for 2 people.');
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect.poll(() => outcomes(sol)).toEqual(['APPROVED ADVANCED']);
  expect(await outcomes(rae)).toEqual(['APPROVED ADVANCED', 'PENDING']);
});

test('a suggestion under two projects names the other one, and the list explains the count', async () => {
  const tia = await addPendingSuggestions(server().database, 'Tia', ['a']);
  const make = factories(server().database);
  const [row] = await server().database.query<{ profileId: number; leadId: number }>(
    `SELECT g.profile_id AS "profileId", p.tech_lead_id AS "leadId" FROM suggestions g JOIN assignments a USING (profile_id) JOIN projects p ON p.id = a.project_id
      WHERE g.id = $1`,
    [tia.suggestionIds[0]],
  );
  const projectId = await make.project({ techLeadId: row?.leadId ?? 0, name: 'Beacon' });
  await make.assignment({ profileId: row?.profileId ?? 0, projectId });
  const page = await openAs('techLead', { path: tia.path });
  await expect(page.locator('article[aria-current=true]')).toContainText('Also in Beacon');
  await expect(page.getByText(/pending suggestions in total\. One that is listed under several projects counts once\./)).toBeVisible();
  await expectAccessible(page);
});

test('a member sees new decisions with their comments on the home page until they are marked as seen', async () => {
  // The demo's decisions are older than 30 days.
  await server().database.query(
    "INSERT INTO seen_decisions (profile_id, seen_until) SELECT id, '2020-01-01' FROM profiles WHERE email = 'amara.okafor@example.org'",
  );
  const page = await openAs('member', { path: '/' });
  const news = page.getByRole('region', { name: 'New decisions about your skills' });
  await expect(news).toContainText('GraphQL');
  await expect(news).toContainText('Comment: So far you used one schema of Harbour.');
  await expectAccessible(page);
  await screenshot(page, 'new-decisions');
  await news.getByRole('button', { name: 'Mark as seen' }).click();
  await expect(news).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My skills');
  await expect(news).toHaveCount(0);
});

test('completing a project names the decisions that move and the people who just joined', async () => {
  const una = await addPendingSuggestions(server().database, 'Una', ['a', 'b']);
  const [project] = await server().database.query<{ id: number }>("SELECT id FROM projects WHERE name = 'Work of Una'");
  const make = factories(server().database);
  const skill = await make.skill();
  await server().database.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project?.id, skill]);
  const uri = await make.profile({ name: 'Uri' });
  await make.assignment({ profileId: uri, projectId: project?.id ?? 0, startedAt: new Date(Date.now() - 60_000).toISOString() });
  const page = await openAs('techLead', { path: `/projects/${project?.id}` });
  await page.getByRole('button', { name: 'Complete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Complete Work of Una?' });
  await expect(dialog).toContainText('2 pending decisions leave the inbox of this project. Only admins will see them.');
  await expect(dialog).toContainText('1 person joined less than a day ago and will get “completed” signals too: Uri.');
  await expectAccessible(page);
  await screenshot(page, 'complete-with-decisions');
  await dialog.getByRole('link', { name: 'Decide them first' }).click();
  await expect(current(page)).toHaveText('Una a');
  expect(await outcomes(una)).toEqual(['PENDING', 'PENDING']);
});

test('the navigation counts mentorship requests that wait for an answer', async () => {
  const [people] = await server().database.query<{ lead: number; member: number }>(
    `SELECT (SELECT id FROM profiles WHERE email = 'tomas.herrera@example.org') AS lead, (SELECT id FROM profiles WHERE email = 'amara.okafor@example.org') AS member`,
  );
  await server().database.query("UPDATE mentorship_sessions SET status = 'cancelled' WHERE status = 'pending'");
  const page = await openAs('techLead', { path: '/projects' });
  const link = page.getByRole('link', { name: /^Mentorship/ });
  await expect(link).toHaveText('Mentorship');
  await server().database.query(
    "INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, status) VALUES ($1, $2, 'career_guidance', 'pending'), ($2, $1, 'career_guidance', 'pending')",
    [people?.member, people?.lead],
  );
  await page.reload();
  await expect(link).toHaveText('Mentorship1 waiting');
  await link.click();
  await page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click();
  await expect(link).toHaveText('Mentorship');
});
