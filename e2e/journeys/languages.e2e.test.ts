import type { DemoPersona, Session } from '@skilltrace/contract';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, test } from 'vitest';
import { expectAccessibleApartFromColors } from '../harness/accessible.js';
import { cutTexts } from '../harness/cut-texts.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage } from '../harness/stage.js';
import { untranslatedTexts } from '../harness/untranslated.js';

const { server, openAs, openSignedOut } = setStage();

// cspell:ignore Konto Anmelden Meine Sprache Seiten
const ACCENTED = 'en-XA';
const MIRRORED = 'ar-XB';
const personas: Record<DemoPersona, string> = {
  member: 'amara.okafor@example.org',
  techLead: 'tomas.herrera@example.org',
  admin: 'ingrid.halvorsen@example.org',
};
let paths: [DemoPersona, string][];

beforeAll(async () => {
  const one = async (sql: string) => (await server().database.query<{ id: number }>(sql))[0]?.id;
  const project = await one("SELECT id FROM projects WHERE status = 'active' ORDER BY id LIMIT 1");
  const skill = await one("SELECT id FROM skills WHERE skill_name = 'React'");
  const member = await one(`SELECT id FROM profiles WHERE email = '${personas.member}'`);
  const lead = await one(`SELECT id FROM profiles WHERE email = '${personas.techLead}'`);
  await server().database.query("INSERT INTO skill_proposals (profile_id, name, reason) VALUES ($1, 'Rust', 'Useful')", [member]);
  const admin = [
    '/account',
    '/people',
    '/projects',
    '/organization',
    '/organization?view=table',
    '/organization?compare=previous',
    '/matrix?group=project',
    `/who-knows?skill=${skill}`,
  ];
  const taxonomy = ['/admin/taxonomy', '/admin/people', '/admin/imports', '/admin/tokens', '/admin/mismatches', '/admin/audit-log'];
  const dialogs = [`/admin/people?open=erase&person=${lead}`, '/admin/tokens?open=new', `/projects/${project}?dialog=assign`];
  const tabs = ['', '?tab=updates', '?tab=matrix', '?tab=coverage', '?tab=charts'].map((tab) => `/projects/${project}${tab}`);
  paths = [
    ...[...admin, ...taxonomy, ...dialogs, ...tabs, '/mentorship?ask=new', '/no/such/page'].map(
      (path) => ['admin', path] as [DemoPersona, string],
    ),
    ['techLead', '/inbox'],
    ['admin', '/inbox?show=restorable'],
    ['techLead', '/freshness'],
    ['techLead', '/freshness?tab=projects'],
    ['techLead', '/freshness?tab=skills'],
    ['member', '/freshness'],
    ['techLead', `/people/${lead}/skills?view=table`],
    ['member', `/people/${member}`],
    ['member', `/people/${member}?report=new`],
    ['member', `/people/${member}?propose=new`],
    ['member', `/people/${member}/skills`],
    ['member', `/people/${member}/skills?range=1y&compare=previous`],
    ['member', '/mentorship'],
    ['member', '/saved-views'],
    ['member', '/inbox'],
  ];
});

const setLanguage = (language: string | null, email: string) =>
  server().database.query('UPDATE profiles SET language = $1 WHERE email = $2', [language, email]);

const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function expectToFit(page: Page): Promise<void> {
  const where = `${page.url()} at ${page.viewportSize()?.width} px`;
  expect(await overflowOf(page), `horizontal overflow of ${where}`).toBe(0);
  // Accented English is longer than any language.
  if ((await page.locator('html').getAttribute('lang')) !== ACCENTED) expect(await cutTexts(page), `cut texts on ${where}`).toEqual([]);
}

/** Checks a page at desktop and phone width. Other journeys check each page with axe in both themes; a language changes no color. */
async function expectGood(page: Page, locale: string): Promise<void> {
  const desktop = page.viewportSize();
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  if (locale === ACCENTED) expect(await untranslatedTexts(page), `texts without a translation on ${page.url()}`).toEqual([]);
  await expectToFit(page);
  await expectAccessibleApartFromColors(page);
  await page.setViewportSize(PHONE);
  // The labels of the timeline follow a new width of the window in one of the next frames.
  await expect.poll(() => overflowOf(page), { message: `horizontal overflow of ${page.url()} on a phone` }).toBe(0);
  await expectToFit(page);
  if (desktop) await page.setViewportSize(desktop);
}

describe.each(['es', 'de', ACCENTED, MIRRORED])('in the language %s', (locale) => {
  afterEach(async () => {
    for (const email of Object.values(personas)) await setLanguage(null, email);
  });

  test.each(['admin', 'techLead', 'member'] as const)('every page of the %s fits, is accessible and is translated', async (persona) => {
    await setLanguage(locale, personas[persona]);
    const page = await openAs(persona, { path: '/people' });
    page.allowComplaints(/403|404/);
    for (const [, path] of paths.filter(([as]) => as === persona)) {
      await page.goto(path);
      await expectGood(page, locale);
    }
  });

  test('the pages for people without a session fit, are accessible and are translated', async () => {
    const page = await openSignedOut({ path: '/sign-in' });
    page.allowComplaints(/404/);
    await page.evaluate((language) => localStorage.setItem('skilltrace.language', language), locale);
    for (const path of ['/sign-in', '/invitations/a-code']) {
      await page.goto(path);
      await expectGood(page, locale);
    }
  });
});

describe('the language of the pages', () => {
  test('is chosen on the account page, and follows the account after a sign-out and a sign-in', async () => {
    const page = await openAs('member', { path: '/account' });
    page.allowComplaints(/401/);
    await page.getByLabel('Language of the pages').selectOption('Deutsch');
    await expect(page.getByRole('heading', { name: 'Konto' })).toBeVisible();
    const session = (await (await page.request.get('/api/session')).json()) as Session;
    expect(session.language).toBe('de');
    await page.request.delete('/api/session');
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();

    // Another browser, in English. The page reloads in German after the sign-in.
    const other = await openSignedOut({ path: '/sign-in' });
    await other.getByRole('button', { name: /Amara Okafor/ }).click();
    await expect(other.getByRole('heading', { name: 'Meine Skills' })).toBeVisible();
    await other.goto('/account');
    await other.getByLabel('Sprache der Seiten').selectOption('');
    await expect(other.getByRole('heading', { name: 'Account' })).toBeVisible();
  });

  test('shows the error and keeps the language if it cannot be saved', async () => {
    const page = await openAs('member', { path: '/account' });
    page.allowComplaints(/503/);
    await page.route('**/api/profiles/*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          code: 'UNAVAILABLE',
          status: 503,
          title: 'Unavailable',
          type: 'about:blank',
          detail: 'The database is away.',
        }),
      }),
    );
    await page.getByLabel('Language of the pages').selectOption('Español');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByLabel('Language of the pages')).toHaveValue('');
    await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
  });
});
