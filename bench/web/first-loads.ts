import { bytesOf, loadedScripts } from '../../e2e/harness/loaded-scripts.js';
import type { MainPage } from './main-pages.js';
import type { Stage } from './stage.js';
import type { Measurement } from './web-report.js';

const BUDGET_KB = 250;

/** Measures the scripts that each page loads with an empty cache, in transferred bytes, and finds chart code on pages without charts. */
export async function firstLoads({ open }: Stage, pages: readonly MainPage[]): Promise<Measurement[]> {
  const sizes: Measurement[] = [];
  const unneeded: string[] = [];
  for (const { name, persona, path, hasCharts } of pages) {
    const { page, close } = await open(persona, path);
    const scripts = await loadedScripts(page);
    await close();
    const ofPage = scripts.find((script) => script.name.includes('.page-'));
    sizes.push({
      what: `${name}: scripts of the first load`,
      slowdown: 1,
      budget: BUDGET_KB,
      measured: bytesOf(scripts) / 1000,
      unit: 'kB',
      detail: `${scripts.length} files; the page itself ${((ofPage?.bytes ?? 0) / 1000).toFixed(1)} kB`,
    });
    if (!hasCharts) unneeded.push(...scripts.filter(({ isOfCharts }) => isOfCharts).map((script) => `${script.name} at ${name}`));
  }
  return [
    ...sizes,
    {
      what: 'chart code on pages without charts',
      slowdown: 1,
      budget: 0,
      measured: unneeded.length,
      unit: 'files',
      detail:
        unneeded.join(', ') ||
        pages
          .filter(({ hasCharts }) => !hasCharts)
          .map(({ name }) => name)
          .join(', '),
    },
  ];
}
