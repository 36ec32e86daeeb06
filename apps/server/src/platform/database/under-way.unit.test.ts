import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UnderWay, type Begun } from './under-way.js';

const TOGETHER_MS = 250;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

it('knows when the oldest of the running operations began, at most a quarter of a second too early', () => {
  const step = fc.record({ after: fc.nat(400), ends: fc.option(fc.nat(), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const underWay = new UnderWay();
      const running: { began: number; begun: Begun }[] = [];
      for (const { after, ends } of steps) {
        vi.setSystemTime(Date.now() + after);
        if (ends === undefined) running.push({ began: Date.now(), begun: underWay.begin() });
        else for (const { begun } of running.splice(ends % (running.length || 1), 1)) begun.running -= 1;
        const [found, expected] = [underWay.oldest(), running[0]?.began];
        if (expected === undefined) expect(found).toBeUndefined();
        else {
          expect(found).toBeLessThanOrEqual(expected);
          expect(found).toBeGreaterThan(expected - TOGETHER_MS);
        }
      }
    }),
  );
});
