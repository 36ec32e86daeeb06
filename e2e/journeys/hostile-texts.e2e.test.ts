import type { DemoPersona } from '@skilltrace/contract';
import { beforeAll, describe, test } from 'vitest';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs, openSignedOut } = setStage();

/** Each text would set `hostile` on the page, or add an element, if the page did not treat it as plain text. */
const MARKUP = [
  '<img src=x onerror="window.hostile=1">',
  '"><script>window.hostile=1</script>',
  '<svg onload=window.hostile=1>',
  "'-(window.hostile=1)-'",
  '${window.hostile=1}{{window.hostile=1}}',
  '<a href="javascript:window.hostile=1">x</a>',
  '[x](javascript:window.hostile=1)',
];
const text = (what: string) => `${what} ${MARKUP.join('')}`;
// cspell:ignore Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz
const LONG_WORD = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const shortText = (what: string) => `${what} ${MARKUP[0]}${MARKUP[1]} ${LONG_WORD}`;

let ids: { person: number; project: number; skill: number; member: number };

// Inserted directly into the database without validation, like rows of an old import.
beforeAll(async () => {
  const { database } = server();
  const one = async (sql: string, parameters: unknown[]) => (await database.query<{ id: number }>(sql, parameters))[0]?.id ?? 0;
  const personaOf = (email: string) => one('SELECT id FROM profiles WHERE email = $1', [email]);
  const [lead, member] = [await personaOf('tomas.herrera@example.org'), await personaOf('amara.okafor@example.org')];
  const person = await one('INSERT INTO profiles (email, name, title, avatar_url) VALUES ($1, $2, $3, $4) RETURNING id', [
    '"<img/src=x/onerror=window.hostile=1>"@example.org',
    shortText('Person'),
    shortText('Title'),
    'javascript:window.hostile=1',
  ]);
  await database.query('UPDATE profiles SET title = $2, avatar_url = $3 WHERE id = $1', [
    member,
    shortText('Title'),
    'data:text/html,<script>window.hostile=1</script>',
  ]);
  const skill = await one('INSERT INTO skills (skill_name, category) VALUES ($1, $2) RETURNING id', [
    shortText('Skill'),
    shortText('Category'),
  ]);
  const project = await one(
    'INSERT INTO projects (name, description, tech_lead_id, metadata, external_id) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [
      shortText('Project'),
      text('Description'),
      lead,
      JSON.stringify({ skill_ideas: [shortText('Idea'), MARKUP[2]], note: text('Note') }),
      shortText('External'),
    ],
  );
  await database.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project, skill]);
  for (const profileId of [person, member, lead])
    await database.query('INSERT INTO assignments (profile_id, project_id, role, tags) VALUES ($1, $2, $3, $4)', [
      profileId,
      project,
      shortText('Role'),
      [shortText('Skill'), MARKUP[0]],
    ]);
  for (const profileId of [person, member, lead])
    await database.query('SELECT FROM post_progress_update($1, $2, $3, NULL, NULL, 2)', [project, profileId, text('Update')]);
  await database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, 'EXPERT', now() - interval '400 days', $3)",
    [member, skill, person],
  );
  await database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT')",
    [person, skill],
  );
  await database.query(
    "INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, project_id) VALUES ($1, $2, 'project_support', $3), ($4, $1, 'alumni_advice', NULL)",
    [person, lead, project, member],
  );
  await database.query('INSERT INTO saved_views (profile_id, name, path, search, project_id) VALUES ($1, $2, $3, $4, $5)', [
    member,
    shortText('View').slice(0, 200),
    '/people',
    JSON.stringify({ search: text('Search') }),
    project,
  ]);
  await database.query('INSERT INTO skill_proposals (profile_id, name, reason) VALUES ($1, $2, $3)', [
    member,
    shortText('Missing').slice(0, 200),
    text('Reason'),
  ]);
  await database.query("INSERT INTO api_tokens (profile_id, name, token_hash) VALUES ($1, $2, sha256('hostile'))", [
    person,
    shortText('Token'),
  ]);
  ids = { person, project, skill, member };
});

/** Expects that the texts created no element, handler or script address. The stage checks the console and the content security policy. */
async function expectHarmless(page: StagePage): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: 'hostile' in window,
    elements: [
      ...document.querySelectorAll('img[src="x"], svg[onload], [onerror], [onload], [onclick], script:not([src]), iframe, object, embed'),
    ]
      // Elements that the browser itself adds do not contain the text.
      .filter((element) => element.outerHTML.includes('hostile'))
      .map((element) => element.outerHTML.slice(0, 200)),
    addresses: [...document.querySelectorAll('[href], [src], [action], [formaction]')]
      .flatMap((element) => ['href', 'src', 'action', 'formaction'].map((name) => element.getAttribute(name) ?? ''))
      .filter((address) => /^\s*(javascript|vbscript|data:text)/i.test(address)),
  }));
  expect(found, page.url()).toEqual({ ran: false, elements: [], addresses: [] });
}

/** Expects that a word that is longer than a line of a phone does not widen the page. */
async function expectToFitPhone(page: StagePage): Promise<void> {
  const desktop = page.viewportSize() ?? PHONE;
  await page.setViewportSize(PHONE);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow, { message: `horizontal overflow of ${page.url()}`, timeout: 5_000 }).toBe(0);
  await page.setViewportSize(desktop);
}

describe('hostile texts in every field', () => {
  const pages: readonly [as: DemoPersona, path: (of: typeof ids) => string, shown: RegExp | undefined][] = [
    ['techLead', () => '/', /Project <img|Skill <img|Update <img/],
    ['techLead', () => '/people?search=Person', /Person <img/],
    ['techLead', ({ person }) => `/people/${person}`, /Person <img/],
    ['techLead', ({ person }) => `/people/${person}/skills`, /Skill <img/],
    ['techLead', () => '/projects?search=Project', /Project <img/],
    ['techLead', ({ project }) => `/projects/${project}`, /Idea <img/],
    ['techLead', ({ project }) => `/projects/${project}?tab=updates`, /Update <img/],
    ['techLead', ({ project }) => `/projects/${project}?tab=coverage`, /Skill <img/],
    ['techLead', ({ project, skill }) => `/projects/${project}?tab=coverage&skill=${skill}`, /Person <img/],
    ['techLead', ({ project }) => `/projects/${project}?tab=charts`, undefined],
    ['techLead', () => '/freshness?lead=all', undefined],
    ['techLead', () => '/freshness?tab=skills', /Skill <img/],
    ['techLead', ({ project, person }) => `/inbox?project=${project}&person=${person}`, /Skill <img/],
    ['techLead', () => '/mentorship', /Person <img/],
    ['techLead', ({ skill }) => `/who-knows?skill=${skill}`, /Skill <img/],
    ['techLead', () => '/saved-views', /View <img/],
    ['techLead', ({ skill }) => `/matrix?skills=${skill}`, /Skill <img/],
    ['member', () => '/me', undefined],
    ['admin', () => '/organization', undefined],
    ['member', ({ member }) => `/people/${member}`, /Missing <img/],
    ['admin', () => '/admin/taxonomy', /Missing <img/],
    ['admin', () => '/admin/people', undefined],
    ['admin', () => '/admin/tokens', /Token <img/],
    ['admin', () => '/admin/mismatches', undefined],
    ['admin', () => '/admin/audit-log', undefined],
  ];

  test.each(['techLead', 'member', 'admin'] as const)('remain plain text on every page of the %s', async (persona) => {
    const page = await openAs(persona);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    for (const [, path, shown] of pages.filter(([as]) => as === persona)) {
      await page.goto(path(ids));
      await page.getByRole('heading', { level: 1 }).waitFor();
      // Visible text proves that the page actually contains it.
      if (shown) await expect(page.getByText(shown).filter({ visible: true }).first(), page.url()).toBeVisible();
      else await page.waitForLoadState('networkidle');
      await expectHarmless(page);
      await expectToFitPhone(page);
    }
    expect(dialogs).toEqual([]);
  });

  test('remain plain text in the search and in the address', async () => {
    const page = await openAs('admin');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Person <img');
    await expect(page.getByRole('option').filter({ hasText: 'Person <img' }).first()).toBeVisible();
    await expectHarmless(page);
    const hostile = encodeURIComponent(`${MARKUP[0]}${MARKUP[1]}`);
    for (const path of [
      `/people?search=${hostile}`,
      `/projects?search=${hostile}`,
      `/admin/people?search=${hostile}`,
      `/${encodeURIComponent('<script>alert(1)</script>')}`,
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectHarmless(page);
    }
  });
});

describe('the redirect after sign-in', () => {
  test.each([
    '//elsewhere.example/',
    '/.//elsewhere.example/',
    String.raw`/\elsewhere.example/`,
    'javascript:window.hostile=1',
    'data:text/html,x',
  ])('never goes to %s', async (next) => {
    const page = await openSignedOut({ path: `/sign-in?next=${encodeURIComponent(next)}` });
    await page.getByRole('button', { name: /Amara Okafor/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect(page).toHaveURL((url) => url.host === new URL(server().url).host && !url.pathname.startsWith('/sign-in'));
    await expectHarmless(page);
  });
});
