import { describe, expect, it } from 'vitest';
import { coverageRows, isGap, validatedPeople, type CoveredSkill } from './coverage-rows.ts';

const skill = (name: string, fields: Partial<CoveredSkill> = {}): CoveredSkill => ({
  skillId: name.length,
  name,
  category: 'Test',
  peopleWithSignals: 2,
  signals: 5,
  lastSignalAt: '2026-01-01T00:00:00.000Z',
  levels: { NOVICE: 0, INTERMEDIATE: 1, ADVANCED: 1, EXPERT: 0 },
  ...fields,
});
const NO_LEVELS = { NOVICE: 0, INTERMEDIATE: 0, ADVANCED: 0, EXPERT: 0 };
const unused = skill('Unused', { peopleWithSignals: 0, signals: 0, lastSignalAt: null });
const unvalidated = skill('Unvalidated', { levels: NO_LEVELS, signals: 9, peopleWithSignals: 1 });
const covered = skill('Covered', { lastSignalAt: '2026-02-01T00:00:00.000Z', peopleWithSignals: 3 });
const names = (rows: readonly CoveredSkill[]) => rows.map(({ name }) => name);

describe('isGap', () => {
  it('is true for a skill without signals and for one without a validated person', () => {
    expect([unused, unvalidated, covered].map(isGap)).toEqual([true, true, false]);
  });

  it('does not count missing levels as a gap for viewers who may not see them', () => {
    const hidden = { ...unvalidated, levels: null };
    expect(validatedPeople(hidden)).toBeUndefined();
    expect(isGap(hidden)).toBe(false);
  });
});

describe('coverageRows', () => {
  const items = [covered, unused, unvalidated];

  it('keeps the order of the server, which sorts by name', () => {
    expect(names(coverageRows(items, undefined, false))).toEqual(['Covered', 'Unused', 'Unvalidated']);
  });

  it.each([
    ['signals', ['Unvalidated', 'Covered', 'Unused']],
    ['people', ['Covered', 'Unvalidated', 'Unused']],
    ['last', ['Covered', 'Unvalidated', 'Unused']],
  ] as const)('sorts by %s, the most or the latest first', (order, expected) => {
    expect(names(coverageRows(items, order, false))).toEqual(expected);
  });

  it('shows only gaps if asked', () => {
    expect(names(coverageRows(items, undefined, true))).toEqual(['Unused', 'Unvalidated']);
  });
});
