import type { Page } from 'playwright-core';
import { quantile } from './quantiles.js';
import { fillInbox } from './seed-web.js';
import type { Stage } from './stage.js';
import type { Measurement } from './web-report.js';

const BUDGET_MS = 50;
const DECISIONS = 20;
const PAUSE_MS = 300;

interface Shown {
  /** From the key until the document has the next suggestion as the current one. */
  inDocument: number;
  /** Until the frame with it is painted. */
  painted: number;
}

/** How soon after the key that decides the next suggestion stands there, in an inbox of 200. */
export async function decisions(stage: Stage): Promise<Measurement[]> {
  await fillInbox(stage.bench);
  const measurements: Measurement[] = [];
  for (const slowdown of [1, 4]) {
    const { page, close } = await stage.open('techLead', '/inbox', { slowdown });
    await page.locator('article[aria-current=true]').waitFor();
    await noteDecisions(page);
    for (let decision = 0; decision < DECISIONS; decision += 1) {
      await page.keyboard.press('a');
      await page.waitForTimeout(PAUSE_MS);
    }
    const shown = await page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
    await close();
    if (shown.length !== DECISIONS) throw new Error(`Of ${DECISIONS} decisions ${shown.length} showed the next suggestion`);
    const painted = shown.map((one) => one.painted);
    const inDocument = shown.map((one) => one.inDocument);
    measurements.push({
      what: 'Inbox of 200: from the key to the next suggestion, painted',
      slowdown,
      // Asked of the machine as it is. What a slow one takes is told, and is judged with the other interactions.
      ...(slowdown === 1 ? { budget: BUDGET_MS } : {}),
      measured: quantile(painted, 0.95),
      unit: 'ms',
      detail: `95th percentile of ${DECISIONS}, median ${quantile(painted, 0.5).toFixed(0)}, worst ${Math.max(...painted).toFixed(0)} ms; in the document at ${quantile(inDocument, 0.95).toFixed(0)} ms`,
    });
  }
  return measurements;
}

/** Counts from the moment at which the browser got the key, queueing included, to after the frame that shows the change. */
const noteDecisions = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const shown: Shown[] = [];
    Object.assign(window, { shown });
    const current = () => {
      const card = document.querySelector('article[aria-current=true]');
      return `${card?.closest('section')?.getAttribute('aria-label')}: ${card?.getAttribute('aria-label')}`;
    };
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      const before = current();
      const observer = new MutationObserver(() => {
        if (current() === before) return;
        observer.disconnect();
        const inDocument = performance.now() - timeStamp;
        // A task that is posted in a frame comes after its paint.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => shown.push({ inDocument, painted: performance.now() - timeStamp }));
          port1.start();
          port2.postMessage(undefined);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    };
    window.addEventListener('keydown', onKey, { capture: true });
  });
