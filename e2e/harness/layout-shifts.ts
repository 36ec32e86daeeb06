import type { Page } from 'playwright-core';

/** What moved, and by how much of the window: "0.04 section “Activity” 620 → 580". */
export interface LayoutShifts {
  /** The sum of the page so far. Browsers call it cumulative layout shift, and up to 0.1 is good. */
  score: number;
  moves: string[];
}

/** Delays the reads of a page, so that its parts arrive one after the other. A read that matches `slow` takes longer than a second. */
export async function slowDownReads(page: Page, slow: RegExp): Promise<void> {
  let reads = 0;
  await page.route(/\/api\//, async (route) => {
    reads += 1;
    await page.waitForTimeout(slow.test(route.request().url()) ? 1_800 : 150 * (1 + (reads % 6)));
    await route.continue();
  });
}

/** The layout shifts of the page since its navigation, without those that follow an input. */
export const layoutShiftsOf = (page: Page): Promise<LayoutShifts> =>
  page.evaluate(
    () =>
      new Promise<LayoutShifts>((resolve) => {
        type Shift = PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
        };
        const nameOf = (node: Node | null) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return `${element?.tagName.toLowerCase() ?? 'a removed element'} “${node?.textContent?.trim().slice(0, 30) ?? ''}”`;
        };
        const shifts: Shift[] = [];
        const done = () =>
          resolve({
            score: shifts.reduce((sum, { value }) => sum + value, 0),
            moves: shifts.flatMap(({ value, sources }) =>
              sources.map(
                ({ node, previousRect, currentRect }) =>
                  `${value.toFixed(3)} ${nameOf(node)} ${Math.round(previousRect.top)} → ${Math.round(currentRect.top)}`,
              ),
            ),
          });
        new PerformanceObserver((list) =>
          shifts.push(...(list.getEntries() as Shift[]).filter(({ hadRecentInput }) => !hadRecentInput)),
        ).observe({
          type: 'layout-shift',
          buffered: true,
        });
        setTimeout(done, 100);
      }),
  );
