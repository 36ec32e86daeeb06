import type { DemoPersona } from '@skilltrace/contract';
import { beforeAll, describe, test } from 'vitest';
import { expect } from '../harness/expect.js';
import { countIsolated, expectIsolated } from '../harness/isolated.js';
import { screenshot, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const PERSON = 'מרים כהן (3)';
const text = (what: string) => `${what} שלום 7!`;

let ids: { person: number; project: number; skill: number; assignment: number; lead: number; member: number; token: number };

const one = async (sql: string, parameters: unknown[]) => (await server().database.query<{ id: number }>(sql, parameters))[0]?.id ?? 0;

/** Old names can contain characters that new names cannot. If the database rejects such a name, no row can have one. */
async function giveOldName(table: 'profiles' | 'projects', id: number, name: string): Promise<void> {
  await server()
    .database.query(`UPDATE ${table} SET name = $2 WHERE id = $1`, [id, name])
    .catch((error: { code?: string }) => expect(error.code).toMatch(/^23|^SK/));
}

beforeAll(async () => {
  const { database } = server();
  const personaOf = (email: string) => one('SELECT id FROM profiles WHERE email = $1', [email]);
  const [lead, member] = [await personaOf('tomas.herrera@example.org'), await personaOf('amara.okafor@example.org')];
  const person = await one('INSERT INTO profiles (email, name, title) VALUES ($1, $2, $3) RETURNING id', [
    'miriam@example.org',
    PERSON,
    text('Title'),
  ]);
  const old = await one('INSERT INTO profiles (email, name) VALUES ($1, $2) RETURNING id', ['old@example.org', 'Old row']);
  await giveOldName('profiles', old, 'Ada \u202EecalevoL');
  const skill = await one('INSERT INTO skills (skill_name, category) VALUES ($1, $2) RETURNING id', [text('Skill'), text('Category')]);
  const project = await one('INSERT INTO projects (name, description, tech_lead_id, metadata) VALUES ($1, $2, $3, $4) RETURNING id', [
    text('Project'),
    text('Description'),
    lead,
    JSON.stringify({ skill_ideas: [text('Idea')] }),
  ]);
  await database.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project, skill]);
  let assignment = 0;
  for (const profileId of [person, old, member, lead])
    assignment = await one('INSERT INTO assignments (profile_id, project_id, role, tags) VALUES ($1, $2, $3, $4) RETURNING id', [
      profileId,
      project,
      text('Role'),
      [text('Skill'), text('Tag')],
    ]);
  for (const profileId of [person, member, lead])
    await database.query('SELECT FROM post_progress_update($1, $2, $3, NULL, NULL, 2)', [project, profileId, `${text('Update')} emit`]);
  for (const [profileId, validator] of [
    [member, person],
    [person, lead],
  ])
    await database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, 'NOVICE', now() - interval '400 days', $3)",
      [profileId, skill, validator],
    );
  // Declared after the updates, so it has no signals.
  const quiet = await one('INSERT INTO skills (skill_name, category) VALUES ($1, $2) RETURNING id', [
    text('Quiet skill'),
    text('Category'),
  ]);
  await database.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project, quiet]);
  await database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, 'NOVICE', now() - interval '400 days', $3)",
    [member, quiet, person],
  );
  await database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT'), ($3, $2, 'EXPERT', 'SELF_REPORT')",
    [person, skill, member],
  );
  await database.query(
    "INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, project_id) VALUES ($1, $2, 'project_support', $3), ($4, $1, 'alumni_advice', NULL)",
    [person, lead, project, member],
  );
  await database.query('INSERT INTO saved_views (profile_id, name, path, search, project_id) VALUES ($1, $2, $3, $4, $5)', [
    member,
    text('View'),
    '/people',
    JSON.stringify({ search: text('Search') }),
    project,
  ]);
  await database.query('INSERT INTO skill_proposals (profile_id, name, reason) VALUES ($1, $2, $3)', [
    member,
    text('Missing skill'),
    text('Reason'),
  ]);
  const token = await one("INSERT INTO api_tokens (profile_id, name, token_hash) VALUES ($1, $2, sha256('right-to-left')) RETURNING id", [
    person,
    text('Token'),
  ]);
  ids = { person, project, skill, assignment, lead, member, token };
});

type Looked = readonly [as: DemoPersona, path: string];

function pages(): Looked[] {
  const { person, project, skill, assignment, member } = ids;
  const dialogs = [
    'edit',
    'skills',
    'ideas',
    'assign',
    'complete',
    'archive',
    `tags&assignment=${assignment}`,
    `end&assignment=${assignment}`,
  ];
  return [
    ['techLead', '/'],
    ['techLead', `/people/${person}`],
    ['techLead', `/people/${person}/skills?skill=${skill}`],
    ['techLead', `/people/${person}/skills?skill=${skill}&view=table&project=${project}`],
    ['techLead', '/people?search=מרים'],
    ['techLead', `/people?skill=${skill}&project=${project}`],
    ['techLead', `/projects?search=שלום&skill=${skill}`],
    ['techLead', `/projects/${project}`],
    ['techLead', `/projects/${project}?tab=updates`],
    ['techLead', `/projects/${project}?tab=coverage&skill=${skill}`],
    ['techLead', `/projects/${project}?members=newest&member=מ`],
    ['techLead', `/freshness?project=${project}&lead=all`],
    ['techLead', '/freshness?tab=projects&lead=all'],
    ['techLead', '/freshness?tab=skills'],
    ['techLead', `/projects/${project}?tab=charts&skill=${skill}`],
    ['techLead', `/projects/${project}?tab=charts&view=table`],
    ...dialogs.map((dialog): Looked => ['techLead', `/projects/${project}?dialog=${dialog}`]),
    ['techLead', `/inbox?project=${project}&person=${person}`],
    ['techLead', '/mentorship'],
    ['techLead', `/who-knows?skill=${skill}`],
    ['techLead', '/saved-views'],
    ['techLead', `/matrix?skills=${skill}&group=project`],
    ['member', `/people/${member}`],
    ['member', `/people/${member}?report=new&skill=${skill}`],
    ['member', `/people/${member}?propose=new&name=${encodeURIComponent(text('Name'))}`],
    ['member', `/people/${member}/skills?skill=${skill}`],
    ['member', '/mentorship?ask=new'],
    ['admin', `/people/${person}`],
    ['admin', `/organization?range=30d&skill=${skill}`],
    ['admin', '/organization?range=30d&view=table'],
    ['admin', `/mentorship?whose=everybody&person=${person}`],
    ['admin', '/admin/taxonomy?search=שלום'],
    ['admin', `/admin/taxonomy?category=${encodeURIComponent(text('Category'))}`],
    ['admin', `/admin/taxonomy?open=edit&skill=${skill}`],
    ['admin', `/admin/taxonomy?open=state&skill=${skill}`],
    ['admin', '/admin/people?search=מרים'],
    ...['edit', 'invite', 'signOut', 'leave', 'admin', 'erase'].map((open): Looked => [
      'admin',
      `/admin/people?open=${open}&person=${person}`,
    ]),
    ['admin', '/admin/tokens'],
    ['admin', '/admin/mismatches?list=exercisedButUnvalidated'],
    ['admin', '/admin/mismatches'],
    ['admin', '/admin/mismatches?list=declaredButNeverSignalled'],
    ['admin', `/admin/audit-log?project=${project}`],
    ['admin', `/admin/audit-log?person=${person}`],
  ];
}

async function settled(page: StagePage): Promise<void> {
  // An open dialog hides the heading from the accessibility tree.
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
}

describe('right-to-left texts in every field', () => {
  test.each(['techLead', 'member', 'admin'] as const)('do not reorder the text around them on any page of the %s', async (persona) => {
    const page = await openAs(persona);
    // A page without right-to-left text would prove nothing.
    let shown = 0;
    for (const [, path] of pages().filter(([as]) => as === persona)) {
      await page.goto(path);
      await settled(page);
      await expectIsolated(page);
      const count = await countIsolated(page);
      expect(count, `isolated texts on ${path}`).toBeGreaterThan(0);
      shown += count;
    }
    expect(shown).toBeGreaterThan(20);
  });

  test('keep the space before them in a badge', async () => {
    await server().database.query("INSERT INTO skill_proposals (profile_id, name) VALUES ($1, 'Another name')", [ids.member]);
    await server().database.query(
      "UPDATE skill_proposals SET status = 'accepted', answered_at = now(), answered_by_id = $1, skill_id = $2 WHERE name = 'Another name'",
      [ids.lead, ids.skill],
    );
    const page = await openAs('member', { path: `/people/${ids.member}` });
    expect(await page.getByText(/^Assigned to/).innerText()).toBe(`Assigned to ${text('Skill')}`);
  });

  test('do not reorder the text around them in the palette, pickers, cards, menus and the status bar', async () => {
    const page = await openAs('techLead', { path: `/projects/${ids.project}?tab=charts` });
    await settled(page);
    await page
      .getByRole('link', { name: /signal/ })
      .first()
      .hover();
    await expectIsolated(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('שלום');
    await expect(page.getByRole('option').filter({ hasText: 'שלום' }).first()).toBeVisible();
    await expectIsolated(page);

    await page.goto(`/projects/${ids.project}?dialog=assign`);
    await page.getByRole('combobox', { name: 'Person' }).fill('מרים');
    await page.getByRole('option').filter({ hasText: 'מרים' }).first().click();
    await expect(page.getByText('is already on this project')).toBeVisible();
    await expectIsolated(page);

    await page.goto(`/projects/${ids.project}?dialog=archive`);
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await expect(page.getByText(/is archived\./)).toBeVisible();
    await expectIsolated(page);
    await page.goto(`/projects/${ids.project}?dialog=restore`);
    await settled(page);
    await expectIsolated(page);
    await page.getByRole('button', { name: 'Reactivate', exact: true }).click();
    await expect(page.getByText(/is active again\./)).toBeVisible();
    await expectIsolated(page);
    await server()
      .database.query('UPDATE assignments SET ended_at = NULL WHERE project_id = $1', [ids.project])
      .catch(() => {});

    await page.goto(`/inbox?project=${ids.project}&person=${ids.person}`);
    await settled(page);
    await page.keyboard.press('a');
    await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible();
    await expectIsolated(page);
    await page.keyboard.press('u');
  });

  test('do not reorder the text around them in import reports', async () => {
    const page = await openAs('admin', { path: '/admin/imports' });
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'ארגון.json',
        mimeType: 'application/json',
        buffer: Buffer.from(
          JSON.stringify({
            projects: [{ externalId: 'rtl', name: text('Import'), techLead: 'tomas.herrera@example.org', skills: [text('Unknown')] }],
          }),
        ),
      });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText(/There is no skill/)).toBeVisible();
    await expectIsolated(page);
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({
        name: 'עדכונים.ndjson',
        mimeType: 'application/x-ndjson',
        buffer: Buffer.from(`${JSON.stringify({ projectExternalId: 'אין', email: 'miriam@example.org', content: text('Update') })}\n`),
      });
    await expect(page.getByText('עדכונים.ndjson')).toBeVisible();
    await expectIsolated(page);
    expect(await countIsolated(page)).toBeGreaterThan(0);
  });

  test('keep the words of a sentence in reading order', async () => {
    const page = await openAs('techLead', { path: `/projects/${ids.project}` });
    await settled(page);
    await screenshot(page, 'right-to-left-project');
    // "· Role … 7! since 28 Nov": without isolation the date would come before the number, to the left of it.
    const row = page.getByRole('listitem').filter({ hasText: PERSON }).filter({ hasText: 'since' }).first();
    const places = await row.evaluate((element) => {
      const leftOf = (sought: string) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(sought) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + sought.length);
          return range.getBoundingClientRect();
        }
        throw new Error(`There is no "${sought}".`);
      };
      return { role: leftOf('Role').left, hebrew: leftOf('שלום').left, since: leftOf('since').left };
    });
    expect(places.role).toBeLessThan(places.hebrew);
    expect(places.hebrew).toBeLessThan(places.since);
  });
});
