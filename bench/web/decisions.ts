import type { Page } from 'playwright-core';
import { quantile } from './quantiles.js';
import { fillInbox } from './seed-web.js';
import type { Stage } from './stage.js';
import type { Measurement } from './web-report.js';

const BUDGET_MS = 50;
const DECISIONS = 20;
const PAUSE_MS = 300;

interface Shown {
  /** From the key press until the next suggestion is the current one in the document. */
  inDocument: number;
  /** Until the frame that shows it is painted. */
  painted: number;
}

/** Measures how soon the next suggestion appears after the key that decides, in an inbox of 200. */
export async function decisions(stage: Stage): Promise<Measurement[]> {
  await fillInbox(stage.bench);
  const measurements: Measurement[] = [];
  for (const slowdown of [1, 4]) {
    const { page, close } = await stage.open('techLead', '/inbox', { slowdown });
    await page.locator('article[aria-current=true]').waitFor();
    await recordDecisions(page);
    for (let decision = 0; decision < DECISIONS; decision += 1) {
      await page.keyboard.press('a');
      await page.waitForTimeout(PAUSE_MS);
    }
    const shown = await page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
    await close();
    if (shown.length !== DECISIONS) throw new Error(`Only ${shown.length} of ${DECISIONS} decisions showed the next suggestion`);
    const painted = shown.map((one) => one.painted);
    const inDocument = shown.map((one) => one.inDocument);
    measurements.push({
      what: 'Inbox of 200: from the key press to the painted next suggestion',
      slowdown,
      // The budget applies to the machine at full speed. The figure of a slow machine is reported too, but judged with the
      // other interactions.
      ...(slowdown === 1 ? { budget: BUDGET_MS } : {}),
      measured: quantile(painted, 0.95),
      unit: 'ms',
      detail: `95th percentile of ${DECISIONS}, median ${quantile(painted, 0.5).toFixed(0)}, worst ${Math.max(...painted).toFixed(0)} ms; in the document at ${quantile(inDocument, 0.95).toFixed(0)} ms`,
    });
  }
  return measurements;
}

/** Measures from the browser's time stamp of the key event, including queueing, until after the frame that shows the change. */
const recordDecisions = (page: Page): Promise<void> =>
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
        // A message posted in an animation frame is delivered after the paint.
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
