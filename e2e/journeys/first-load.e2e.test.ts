import { describe, test } from 'vitest';
import { expect } from '../harness/expect.js';
import { bytesOf, loadedScripts } from '../harness/loaded-scripts.js';
import { setStage } from '../harness/stage.js';

const { server, openAs, openAsNobody } = setStage();

// Budgets of size only: they are the same on every machine. Times are measured by `npm run bench:web`.
const BUDGET = 250_000;

const idOf = async (name: string) =>
  (await server().database.query<{ id: number }>('SELECT id FROM projects WHERE name = $1', [name]))[0]!.id;

describe('what a first visit loads', () => {
  test('is at most 250 kB of compressed scripts, whatever page it begins with', async () => {
    const lantern = `/projects/${await idOf('Lantern')}`;
    const paths = [
      '/',
      '/me',
      '/inbox',
      '/people',
      '/projects',
      lantern,
      `${lantern}?tab=charts`,
      '/mentorship',
      '/who-knows',
      '/admin/taxonomy',
    ];
    const pages = [await openAsNobody()];
    for (const path of paths) pages.push(await openAs('admin', { path }));
    for (const page of pages) {
      const scripts = await loadedScripts(page);
      expect(scripts.length, page.url()).toBeGreaterThan(5);
      expect(bytesOf(scripts), `${page.url()}\n${scripts.map(({ name, bytes }) => `${bytes} ${name}`).join('\n')}`).toBeLessThanOrEqual(
        BUDGET,
      );
    }
  });

  test('has the code of charts only where a chart is', async () => {
    const chartsOf = async (path: string) =>
      (await loadedScripts(await openAs('techLead', { path }))).filter(({ isOfCharts }) => isOfCharts).map(({ name }) => name);
    expect((await chartsOf('/')).join(' '), 'or these names say nothing').toContain('distribution-chart');
    for (const path of ['/inbox', '/people', '/projects', '/mentorship']) expect(await chartsOf(path), path).toEqual([]);
  });
});
