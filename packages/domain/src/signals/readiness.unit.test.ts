import { describe, expect, it } from 'vitest';
import { latestTransition, readinessOf } from './readiness.ts';

describe('Readiness', () => {
  it.each([
    [0, 'emerging'],
    [4, 'emerging'],
    [5, 'growing'],
    [14, 'growing'],
    [15, 'strong'],
    [1_000_000, 'strong'],
  ] as const)('of %i signals is %s', (signals, level) => {
    expect(readinessOf(signals)).toBe(level);
  });
});

describe('The latest transition', () => {
  const fifth = '2026-02-01T00:00:00.000Z';
  const fifteenth = '2026-03-01T00:00:00.000Z';

  it('does not exist while emerging', () => {
    expect(latestTransition(4, null, null)).toBeNull();
  });

  it('is at the fifth signal while growing', () => {
    expect(latestTransition(5, fifth, null)).toEqual({ from: 'emerging', to: 'growing', at: fifth });
    expect(latestTransition(14, fifth, null)).toEqual({ from: 'emerging', to: 'growing', at: fifth });
  });

  it('is at the fifteenth signal once strong', () => {
    expect(latestTransition(15, fifth, fifteenth)).toEqual({ from: 'growing', to: 'strong', at: fifteenth });
    expect(latestTransition(40, fifth, fifteenth)).toEqual({ from: 'growing', to: 'strong', at: fifteenth });
  });
});
