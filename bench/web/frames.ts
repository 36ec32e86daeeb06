import type { Page } from 'playwright-core';
import { quantile } from './quantiles.js';
import { VIEWPORT, type OpenPage } from './stage.js';
import type { Measurement } from './web-report.js';

/** 60 frames a second, with a tolerance of half a frame. */
const LATE_MS = (1000 / 60) * 1.5;
/** The percentage of frames that may be late. More than one in twenty is visible as a stutter. */
export const LATE_BUDGET_PERCENT = 5;
const SPEED = 2500;

/** Scrolls by wheel at 2,500 pixels per second, over one distance after the other. Negative distances scroll back. */
export async function scroll({ devtools }: OpenPage, distances: readonly number[], axis: 'x' | 'y' = 'y'): Promise<void> {
  for (const distance of distances)
    await devtools.send('Input.synthesizeScrollGesture', {
      x: (VIEWPORT.width * 2) / 3,
      y: VIEWPORT.height / 2,
      ...(axis === 'y' ? { yDistance: -distance } : { xDistance: -distance }),
      speed: SPEED,
      gestureSourceType: 'mouse',
    });
}

/** The share of late frames among the durations of frames. */
export function lateFrames(what: string, frames: readonly number[]): Measurement {
  const late = frames.filter((duration) => duration > LATE_MS).length;
  const seconds = frames.reduce((sum, duration) => sum + duration, 0) / 1000;
  return {
    what: `${what}: late frames while scrolling`,
    slowdown: 1,
    measured: (late / frames.length) * 100,
    unit: '%',
    detail: `${late} of ${frames.length} over ${LATE_MS.toFixed(0)} ms; ${(frames.length / seconds).toFixed(1)} a second, 95th percentile ${quantile(frames, 0.95).toFixed(0)}, worst ${Math.max(...frames).toFixed(0)} ms`,
  };
}

/** The duration of each frame that the page drew while `act` ran, in milliseconds. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const drawing = { frames: [] as number[], isOver: false };
    Object.assign(window, { drawing });
    let before: number | undefined;
    const onFrame = (now: number) => {
      if (before !== undefined) drawing.frames.push(now - before);
      before = now;
      if (!drawing.isOver) requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
  await act();
  return page.evaluate(() => {
    const { drawing } = window as unknown as { drawing: { frames: number[]; isOver: boolean } };
    drawing.isOver = true;
    return drawing.frames;
  });
}
