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
export async function paints(stage: Stage, pages: readonly MainPage[], log: (message: string) => void): Promise<Measurement[]> {
  const bare = await paintOf(stage, { name: BARE, url: BARE_PAGE, slowdown: SLOWDOWN }, log);
  const measurements: Measurement[] = [bare];
  for (const { name, persona, path } of pages.filter(({ isMain }) => isMain)) {
    const page = await paintOf(stage, { name, persona, url: `${stage.bench.server.url}${path}`, slowdown: SLOWDOWN }, log);
    measurements.push({ ...page, budget: BUDGET_MS, detail: `${timesBare(page.measured, bare.measured)}; ${page.detail}` });
  }
  return measurements;
}

/** Measures the largest contentful paint of one page. */
export async function paintOf(
  { browser, cookiesOf }: Stage,
  { name, url, persona, slowdown }: { name: string; url: string; persona?: MainPage['persona']; slowdown: number },
  log: (message: string) => void,
): Promise<Measurement> {
  const cookies = persona ? await cookiesOf(persona) : [];
  const runs: Paint[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const paint = await evaluateWithoutDebugger<Paint>(
      browser,
      { url, cookies, viewport: VIEWPORT, slowdown },
      `(${largestPaint.toString()})()`,
    );
    if (run > 0) runs.push(paint);
  }
  const times = runs.map(({ at }) => at);
  log(`  ${name}: ${inMilliseconds(times)}`);
  return {
    what: `${name}: largest contentful paint`,
    slowdown,
    measured: quantile(times, 0.5),
    unit: 'ms',
    detail: `median of ${inMilliseconds(times)}; painted last: ${[...new Set(runs.map(({ of }) => of))].join(' or ')}`,
  };
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
