import type { Page } from 'playwright-core';

export interface LoadedScript {
  /** The file, without its folder. */
  name: string;
  /** As it was sent: compressed. */
  bytes: number;
  isOfCharts: boolean;
}

// The marks of a chart and the colors of its sources; a sparkline has neither, and counts as no chart.
const CHARTS = /data-row|bg-update-fill/;

/** The scripts that a page which was opened just now has loaded, modules that it fetched later on included. */
export async function loadedScripts(page: Page): Promise<LoadedScript[]> {
  await page.waitForLoadState('networkidle');
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map((entry) => ({ url: entry.name, bytes: (entry as PerformanceResourceTiming).encodedBodySize })),
  );
  return Promise.all(
    loaded.map(async ({ url, bytes }) => {
      const name = url.slice(url.lastIndexOf('/') + 1);
      return { name, bytes, isOfCharts: name.includes('chart') || CHARTS.test(await (await page.request.get(url)).text()) };
    }),
  );
}

export const bytesOf = (scripts: readonly LoadedScript[]): number => scripts.reduce((sum, { bytes }) => sum + bytes, 0);
