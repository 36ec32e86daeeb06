import type { Page } from 'playwright-core';

export interface LoadedScript {
  /** The file, without its folder. */
  name: string;
  /** The compressed size, as transferred. */
  bytes: number;
  isOfCharts: boolean;
}

// Texts that occur only in chart code: the marks of a chart and the colors of its sources. A sparkline has neither and does not count.
const CHARTS = /data-row|bg-update-fill/;
/** A file of messages, which has the name of the feature that shows them. */
const MESSAGES = /^(?:\/\/.*\n)?var \w+=JSON\.parse\(/;

/** Returns the scripts that a newly opened page has loaded, including modules that it requested later. */
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
      const code = await (await page.request.get(url)).text();
      return { name, bytes, isOfCharts: !MESSAGES.test(code) && (name.includes('chart') || CHARTS.test(code)) };
    }),
  );
}

export const bytesOf = (scripts: readonly LoadedScript[]): number => scripts.reduce((sum, { bytes }) => sum + bytes, 0);
