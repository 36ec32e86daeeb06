import type { DemoPersona } from '@skilltrace/contract';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { expect } from '../harness/expect.js';
import { bytesOf, loadedScripts } from '../harness/loaded-scripts.js';
import { setStage } from '../harness/stage.js';

const { server, openAs, openSignedOut } = setStage();

// Only sizes have budgets, because they are the same on every machine. `npm run bench:web` measures times.
const BUDGET = 250_000;
const ASSETS = join(import.meta.dirname, '../../apps/web/dist/assets');

interface Visit {
  persona?: DemoPersona;
  path: string;
  hasCharts?: boolean;
}

const visits: Visit[] = [
  { path: '/sign-in' },
  { persona: 'member', path: '/', hasCharts: true },
  { persona: 'techLead', path: '/projects/LANTERN?tab=charts', hasCharts: true },
  { persona: 'techLead', path: '/inbox' },
  { persona: 'techLead', path: '/projects' },
  { persona: 'member', path: '/people' },
  { persona: 'member', path: '/mentorship' },
  { persona: 'admin', path: '/who-knows' },
  { persona: 'techLead', path: '/matrix' },
  { persona: 'admin', path: '/admin/taxonomy' },
];

describe('The scripts of a first visit have at most 250 kB, and include chart code only on pages with charts', () => {
  test.for(visits)('$path', async ({ persona, path, hasCharts = false }) => {
    const [lantern] = await server().database.query<{ id: number }>("SELECT id FROM projects WHERE name = 'Lantern'");
    const options = { path: path.replace('LANTERN', String(lantern?.id)) };
    const scripts = await loadedScripts(await (persona ? openAs(persona, options) : openSignedOut(options)));
    expect(scripts.length, 'number of loaded scripts').toBeGreaterThan(3);
    expect(bytesOf(scripts), scripts.map(({ name, bytes }) => `${bytes} ${name}`).join('\n')).toBeLessThanOrEqual(BUDGET);
    const ofCharts = scripts.filter(({ isOfCharts }) => isOfCharts).map(({ name }) => name);
    expect(
      ofCharts.some((name) => name.startsWith('charts-')),
      ofCharts.join(' '),
    ).toBe(hasCharts);
    if (!hasCharts) expect(ofCharts).toEqual([]);
  });
});

test('no script of the build contains zod', async () => {
  const scripts = (await readdir(ASSETS)).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(20);
  // Every zod schema has a property `_zod`, and no minifier shortens that name.
  for (const name of scripts) expect((await readFile(join(ASSETS, name), 'utf8')).includes('_zod'), name).toBe(false);
});

test('every script begins with the comment that makes the browser compile it while it loads', async () => {
  const page = await openAs('member', { path: '/' });
  const ofBuild = (await loadedScripts(page)).filter(({ name }) => name !== 'theme.js');
  expect(ofBuild.length).toBeGreaterThan(3);
  for (const { name } of ofBuild) {
    const source = await (await page.request.get(`/assets/${name}`)).text();
    expect(source.slice(0, source.indexOf('\n')), name).toBe('//# allFunctionsCalledOnLoad');
  }
});

test.for([
  ['techLead', '/', /skill-tracker\.page-/, /\/skills\/summary$/],
  ['techLead', '/inbox', /inbox\.page-/, /\/api\/validation_inbox$/],
  ['techLead', '/projects/1', /project\.page-/, /\/api\/projects\/1$/],
  ['techLead', '/people/1', /profile\.page-/, /\/api\/profiles\/1$/],
  ['techLead', '/people', /people\.page-/, /\/api\/profiles(\?|$)/],
  ['techLead', '/projects', /projects\.page-/, /\/api\/projects\?/],
  ['admin', '/admin/taxonomy', /admin-taxonomy\.page-/, /\/api\/skills\?/],
] as const)('as %s: %s requests its data while its code loads', async ([persona, path, code, data]) => {
  const page = await openAs(persona, { path: '/account' });
  const asked = page.waitForRequest(data);
  await page.route(code, async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
