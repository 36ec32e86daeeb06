import type { Cookie } from 'playwright-core';
import { BARE, BARE_PAGE, timesBare } from './bare-page.js';
import type { MainPage } from './main-pages.js';
import { inMilliseconds, quantile } from './quantiles.js';
import { evaluateWithoutDebugger } from './page-without-debugger.js';
import { VIEWPORT, type Stage } from './stage.js';
import type { Measurement } from './web-report.js';

const SLOWDOWN = 4;
const BUDGET_MS = 1500;
const RUNS = 5;

interface Paint {
  /** Milliseconds since the navigation started. */
  at: number;
  /** What was painted: the beginning of its text, or its tag name. */
  of: string;
}

/**
 * Measures the largest contentful paint of each main page and of a bare page: the median of five first visits, after one
 * that does not count.
 */
export async function paints(
  { bench, browser, cookiesOf }: Stage,
  pages: readonly MainPage[],
  log: (message: string) => void,
): Promise<Measurement[]> {
  const visited = async (name: string, url: string, cookies: readonly Cookie[]) => {
    const runs: Paint[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const visit = { url, cookies, viewport: VIEWPORT, slowdown: SLOWDOWN };
      const paint = await evaluateWithoutDebugger<Paint>(browser, visit, `(${largestPaint.toString()})()`);
      if (run > 0) runs.push(paint);
    }
    const times = runs.map(({ at }) => at);
    log(`  ${name}: ${inMilliseconds(times)}`);
    return {
      what: `${name}: largest contentful paint`,
      slowdown: SLOWDOWN,
      measured: quantile(times, 0.5),
      unit: 'ms' as const,
      detail: `median of ${inMilliseconds(times)}; painted last: ${[...new Set(runs.map(({ of }) => of))].join(' or ')}`,
    };
  };
  const bare = await visited(BARE, BARE_PAGE, []);
  const measurements: Measurement[] = [bare];
  for (const { name, persona, path } of pages.filter(({ isMain }) => isMain)) {
    const page = await visited(name, `${bench.server.url}${path}`, persona ? await cookiesOf(persona) : []);
    measurements.push({ ...page, budget: BUDGET_MS, detail: `${timesBare(page.measured, bare.measured)}; ${page.detail}` });
  }
  return measurements;
}

/** Runs in a page that is idle and had no input. */
const largestPaint = (): Promise<Paint> =>
  new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const last = list.getEntries().at(-1) as LargestContentfulPaint | undefined;
      const text = last?.element?.textContent?.trim().slice(0, 40);
      resolve({
        at: last?.startTime ?? Number.NaN,
        of: text ? `“${text}”` : (last?.element?.tagName.toLowerCase() ?? 'a removed element'),
      });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
