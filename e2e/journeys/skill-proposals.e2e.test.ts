import type { DemoPersona } from '@skilltrace/contract';
import { beforeEach, describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const query = <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) => server().database.query<Row>(sql, values);
const idOf = async (email: string) =>
  (await query<{ id: number }>('SELECT id FROM profiles WHERE email = $1', [`${email}@example.org`]))[0]?.id ?? 0;
const proposeAs = async (email: string, name: string, reason: string | null = null) =>
  query('INSERT INTO skill_proposals (profile_id, name, reason) VALUES ($1, $2, $3)', [await idOf(email), name, reason]);
const dialog = (page: StagePage, name: string | RegExp) => page.getByRole('dialog', { name });
const suggestion = (page: StagePage) => dialog(page, 'Suggest a skill to an admin');
const waiting = (page: StagePage) => page.getByRole('list', { name: 'Suggested skills' });
const own = (page: StagePage) => page.getByRole('list', { name: 'Skills that I suggested' }).getByRole('listitem');
const scrollsSideways = (page: StagePage) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

beforeEach(async () => {
  await query(
    "UPDATE skill_proposals SET status = 'declined', answered_at = now(), answered_by_id = profile_id, comment = 'Other test' WHERE status = 'waiting'",
  );
});

describe('a member who finds no skill', () => {
  test('suggests it while reporting a skill, and sees the answer on the profile page', async () => {
    const page = await openAs('member', { path: `/people/${await idOf('amara.okafor')}` });
    await page.getByRole('button', { name: 'Report a skill', exact: true }).first().click();
    const field = dialog(page, 'Report a skill').getByLabel('Skill', { exact: true });
    await field.fill('Kotlin Native');
    await expect(page.getByText(/^No results for/)).toBeVisible();
    await expect(page.getByRole('option', { name: /Suggest .*Kotlin Native.* to an admin/ })).toBeVisible();
    await expectAccessible(page);
    await screenshot(page, 'suggest-skill-option');
    await field.press('Enter');
    await expect(suggestion(page).getByLabel('Name')).toHaveValue('Kotlin Native');
    await suggestion(page).getByLabel('Reason (optional)').fill('For the mobile app');
    await expectAccessible(page);
    await screenshot(page, 'suggest-skill');
    await suggestion(page).getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('status').getByText(/You suggested .*Kotlin Native/)).toBeVisible();
    // The report is still open and was not sent.
    await expect(dialog(page, 'Report a skill')).toBeVisible();
    await expect(dialog(page, 'Report a skill').getByText('Choose a skill from the list.')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(own(page).first()).toContainText('Kotlin Native');
    await expect(own(page).first()).toContainText('Waiting for an admin');
    await expect(own(page).first()).toContainText('For the mobile app');
    await expectAccessible(page);

    await query(
      `UPDATE skill_proposals SET status = 'declined', answered_at = now(), comment = 'Use Kotlin', answered_by_id = $1 WHERE name = 'Kotlin Native'`,
      [await idOf('ingrid.halvorsen')],
    );
    await page.goto('/');
    const news = page.getByRole('region', { name: 'New answers to skills that you suggested' });
    await expect(news).toContainText('Kotlin Native');
    await expect(news).toContainText('Use Kotlin');
    await expectAccessible(page);
    await screenshot(page, 'new-answers');
    await news.getByRole('button', { name: 'Mark as seen' }).click();
    await expect(news).toHaveCount(0);
    await page.goto(`/people/${await idOf('amara.okafor')}`);
    await expect(own(page).first()).toContainText('Not added');
    await expect(own(page).first()).toContainText('by Ingrid Halvorsen');
    await expect(own(page).first()).toContainText('Use Kotlin');
    await own(page).first().scrollIntoViewIfNeeded();
    await screenshot(page, 'suggested-skill-answer');
    await expectAccessible(page);
  });

  test.each<[DemoPersona, string, string]>([
    ['member', '/who-knows', 'Skill'],
    ['member', '/mentorship?ask=new', 'Skill (optional)'],
    ['techLead', '/matrix', 'Add skill'],
  ])('as %s on %s, by the field "%s"', async (persona, path, label) => {
    const page = await openAs(persona, { path: '/account' });
    await page.goto(path);
    const field = page.getByLabel(label, { exact: true });
    await field.fill('Haskell');
    await page.getByRole('option', { name: /Suggest .*Haskell.* to an admin/ }).click();
    await expect(suggestion(page).getByLabel('Name')).toHaveValue('Haskell');
    await suggestion(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(suggestion(page)).toBeHidden();
  });

  test('is offered a name that is only a part of the names of other skills, but not the name of a skill', async () => {
    const page = await openAs('member', { path: '/who-knows' });
    const field = page.getByLabel('Skill', { exact: true });
    await field.fill('kubernetes');
    await expect(page.getByRole('option', { name: /^Kubernetes/ })).toBeVisible();
    await expect(page.getByRole('option', { name: /Suggest/ })).toHaveCount(0);
    await field.fill('kube');
    await expect(page.getByRole('option').last()).toHaveText(/Suggest .*kube.* to an admin/);
    // The first result is still the one that Enter selects.
    await field.press('Enter');
    await expect(page.getByRole('list', { name: 'Selected skills' })).toContainText('Kubernetes');
  });

  test('suggests it from the palette on a phone, and reads why a name is rejected', async () => {
    const page = await openAs('member', { path: '/projects', viewport: PHONE });
    page.allowComplaints(/409/);
    await page.getByRole('button', { name: /^Search or go to/ }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('zig language');
    await expect(page.getByRole('option')).toHaveText(/Suggest the skill .*zig language.* to an admin/);
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(suggestion(page).getByLabel('Name')).toHaveValue('zig language');
    expect(await scrollsSideways(page)).toBe(false);
    await expectAccessible(page);
    await screenshot(page, 'suggest-skill-phone');
    await suggestion(page).getByLabel('Name').fill('Kubernetes');
    await suggestion(page).getByRole('button', { name: 'Send' }).click();
    await expect(suggestion(page).getByRole('alert')).toHaveText(/The skill .*Kubernetes.* already has this name or alias\./);
    await suggestion(page).getByLabel('Name').fill('Zig');
    await suggestion(page).getByRole('button', { name: 'Send' }).click();
    await expect(suggestion(page)).toBeHidden();
    await expect(page).toHaveURL(/\/people\/\d+$/);
    await expect(own(page).first()).toContainText('Zig');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Suggest a skill to an admin' }).click();
    await suggestion(page).getByLabel('Name').fill('Zig');
    await suggestion(page).getByRole('button', { name: 'Send' }).click();
    await expect(suggestion(page).getByRole('alert')).toHaveText(/You already proposed this name/);
  });

  test('as Tech Lead, suggests it for the declared skills of a project, and keeps the dialog of the project', async () => {
    const [project] = await query<{ id: number }>('SELECT id FROM projects WHERE tech_lead_id = $1 AND status = $2 ORDER BY id LIMIT 1', [
      await idOf('tomas.herrera'),
      'active',
    ]);
    const page = await openAs('techLead', { path: '/projects' });
    await page.goto(`/projects/${project?.id}?dialog=skills`);
    const declared = dialog(page, /^Declared skills of/);
    await declared.getByLabel('Declared skills', { exact: true }).first().fill('Elixir');
    await page.getByRole('option', { name: /Suggest .*Elixir.* to an admin/ }).click();
    await suggestion(page).getByRole('button', { name: 'Send' }).click();
    await expect(suggestion(page)).toBeHidden();
    await expect(declared).toBeVisible();
    const rows = await query('SELECT status FROM skill_proposals WHERE name = $1', ['Elixir']);
    expect(rows).toEqual([{ status: 'waiting' }]);
  });
});

describe('an admin', () => {
  test('sees who suggested a skill and why, and adds it for all of them', async () => {
    await proposeAs('amara.okafor', 'Rust', 'For the importer');
    await proposeAs('tomas.herrera', 'Rust');
    const page = await openAs('admin', { path: '/admin/taxonomy' });
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Admin/ })).toContainText('1');
    await expect(waiting(page)).toContainText('Amara Okafor');
    await expect(waiting(page)).toContainText('Tomás Herrera');
    await expect(waiting(page)).toContainText('For the importer');
    await expectAccessible(page);
    await screenshot(page, 'suggested-skills');
    await page.getByRole('button', { name: /^Accept .*Rust/ }).click();
    const accept = dialog(page, /^Accept .*Rust/);
    await expect(accept).toContainText(/Suggested by .*Amara Okafor.*Tomás Herrera|Suggested by .*Tomás Herrera.*Amara Okafor/);
    await accept.getByLabel('Category').fill('Languages');
    await expectAccessible(page);
    await screenshot(page, 'suggested-skill-accept');
    await accept.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(page.getByRole('status').getByText(/Rust.* was added/)).toBeVisible();
    await expect(page.getByText('No suggested skills wait for an answer.')).toBeVisible();
    await expectAccessible(page);
    expect(await query("SELECT DISTINCT status FROM skill_proposals WHERE name = 'Rust'")).toEqual([{ status: 'accepted' }]);
    const member = await openAs('member', { path: `/people/${await idOf('amara.okafor')}` });
    await expect(own(member).first()).toContainText('Added to the taxonomy');
  });

  test('records a name as an alias of an existing skill, and declines another with a comment, on a phone', async () => {
    await proposeAs('amara.okafor', 'k8s');
    await proposeAs('amara.okafor', 'Being nice', 'Everybody should\nbe able to show this');
    const page = await openAs('admin', { path: '/admin/taxonomy', viewport: PHONE, theme: 'dark' });
    await expectAccessible(page);
    expect(await scrollsSideways(page)).toBe(false);
    await screenshot(page, 'suggested-skills-phone');
    await page.getByRole('button', { name: /^Accept .*k8s/ }).click();
    const accept = dialog(page, /^Accept .*k8s/);
    await accept.getByText('Name of an existing skill').click();
    await accept.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(accept.getByText('Choose a skill from the list.')).toBeVisible();
    await expectAccessible(page);
    await accept.getByLabel('Skill', { exact: true }).fill('kube');
    await page.getByRole('option', { name: /^Kubernetes/ }).click();
    await accept.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(page.getByRole('status').getByText(/k8s.* is now a name of .*Kubernetes/)).toBeVisible();
    await page.getByRole('searchbox').fill('k8s');
    await expect(page.getByRole('list', { name: 'Skills', exact: true })).toContainText('Kubernetes');

    await page.getByRole('button', { name: /^Decline .*Being nice/ }).click();
    const decline = dialog(page, /^Decline .*Being nice/);
    await decline.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(decline.getByText('Write a comment.')).toBeVisible();
    await expectAccessible(page);
    await decline.getByLabel('Comment').fill('Not a skill that we track.');
    await decline.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(page.getByRole('status').getByText(/Being nice.* was declined/)).toBeVisible();
    const member = await openAs('member', { path: `/people/${await idOf('amara.okafor')}`, viewport: PHONE });
    await expect(own(member).first()).toContainText('Not a skill that we track.');
    await expect(own(member).nth(1)).toContainText('Assigned to');
    await expectAccessible(member);
  });

  test('reads that another admin was faster, or that the name exists now, and that the list cannot be loaded', async () => {
    await proposeAs('amara.okafor', 'Nim');
    await proposeAs('amara.okafor', 'Crystal');
    const page = await openAs('admin', { path: '/admin/taxonomy' });
    page.allowComplaints(/409|500/);
    await page.getByRole('button', { name: /^Decline .*Nim/ }).click();
    await query(
      "UPDATE skill_proposals SET status = 'declined', answered_at = now(), answered_by_id = $1, comment = 'No' WHERE name = 'Nim'",
      [await idOf('ingrid.halvorsen')],
    );
    const decline = dialog(page, /^Decline .*Nim/);
    await decline.getByLabel('Comment').fill('Too late');
    await decline.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(decline.getByRole('alert')).toHaveText('This proposed skill was already answered.');
    await decline.getByRole('button', { name: 'Cancel' }).click();
    await expect(waiting(page)).not.toContainText('Nim');

    await query("INSERT INTO skills (skill_name, category) VALUES ('Crystal', 'Languages')");
    await page.getByRole('button', { name: /^Accept .*Crystal/ }).click();
    const accept = dialog(page, /^Accept .*Crystal/);
    await accept.getByLabel('Category').fill('Languages');
    await accept.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(accept.getByRole('alert')).toHaveText('A skill with this name already exists.');
    await accept.getByText('Name of an existing skill').click();
    await accept.getByLabel('Skill', { exact: true }).fill('crystal');
    await page.getByRole('option', { name: /^Crystal/ }).click();
    await accept.getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(page.getByText('No suggested skills wait for an answer.')).toBeVisible();

    await page.route('**/api/skill_proposals?**', (route) => route.fulfill({ status: 500, json: {} }));
    await page.reload();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Skills', exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test('reads that only admins answer, and keeps the comment, after losing the admin rights', async () => {
    await proposeAs('amara.okafor', 'Odin');
    const page = await openAs('admin', { path: '/admin/taxonomy' });
    page.allowComplaints(/403/);
    await page.getByRole('button', { name: /^Decline .*Odin/ }).click();
    await page.route('**/decline', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Forbidden',
          status: 403,
          code: 'FORBIDDEN',
          reason: 'admins_only',
          detail: 'Only admins may do this.',
          params: {},
        },
      }),
    );
    const decline = dialog(page, /^Decline .*Odin/);
    await decline.getByLabel('Comment').fill('No');
    await decline.getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(decline.getByRole('alert')).toHaveText('Only admins may do this.');
    await expect(decline.getByLabel('Comment')).toHaveValue('No');
  });
});
