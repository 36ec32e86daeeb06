// Takes pictures of every page, wide and narrow, light and dark, for people to look at:
//   node e2e/screenshots.mjs <folder> [--as member|techLead|admin] [--only <part of a name>] [--url http://127.0.0.1:3000]
// Needs a running server with the demo (npm start). Prints the console errors of each page.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string', default: 'admin' },
    only: { type: 'string', default: '' },
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('Usage: node e2e/screenshots.mjs <folder>');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/google-chrome', '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
);
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const VIEWPORTS = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'];

/** The addresses of the pages, with ids of this person and this installation. */
async function pagesFor(request) {
  const get = async (path) => (await request.get(path)).json();
  const { profile } = await get('/api/session');
  const { items: projects } = await get('/api/projects?limit=1&status=active');
  const { items: skills } = await get('/api/skills?search=React&limit=1');
  return {
    'skill-tracker': `/people/${profile.id}/skills`,
    profile: `/people/${profile.id}`,
    account: '/account',
    people: '/people',
    inbox: '/inbox',
    projects: '/projects',
    project: `/projects/${projects[0]?.id}`,
    mentorship: '/mentorship',
    matrix: '/matrix',
    'matrix-of-project': `/projects/${projects[0]?.id}?tab=matrix`,
    'who-knows': `/who-knows?skill=${skills[0]?.id}`,
    organization: '/organization',
    'admin-taxonomy': '/admin/taxonomy',
    'admin-people': '/admin/people',
    'admin-imports': '/admin/imports',
    'admin-tokens': '/admin/tokens',
    'admin-mismatches': '/admin/mismatches',
    'admin-audit-log': '/admin/audit-log',
    'not-found': '/no/such/page',
  };
}

async function shoot(context, name, path, theme, viewport) {
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
  await page.goto(path, { waitUntil: 'networkidle' });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) console.log(`${name}: ${overflow} px overflow horizontally at ${viewport}`);
  await page.screenshot({ path: join(folder, `${name}-${viewport}-${theme}.png`) });
  await page.close();
}

for (const [viewport, size] of Object.entries(VIEWPORTS)) {
  for (const theme of THEMES) {
    const context = await browser.newContext({
      baseURL: values.url,
      viewport: size,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
    });
    if ('sign-in'.includes(values.only)) await shoot(context, 'sign-in', '/sign-in', theme, viewport);
    if ('invitation'.includes(values.only)) await shoot(context, 'invitation', '/invitations/a-code', theme, viewport);
    const answer = await context.request.post('/api/demo_session', { data: { persona: values.as } });
    if (!answer.ok()) throw new Error(`${values.url} has no demo (${answer.status()})`);
    for (const [name, path] of Object.entries(await pagesFor(context.request)))
      if (name.includes(values.only)) await shoot(context, name, path, theme, viewport);
    await context.close();
  }
}
await browser.close();
