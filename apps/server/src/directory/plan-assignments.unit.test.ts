import { describe, expect, test } from 'vitest';
import { planAssignments, type AssignmentEntry, type KnownAssignment } from './plan-assignments.js';

const NOW = '2026-01-01T00:00:00.000Z';
const at = (year: number) => `${year}-01-01T00:00:00.000Z`;
const entry = (fields: Partial<AssignmentEntry> = {}): AssignmentEntry => ({
  index: 0,
  profileId: 1,
  projectId: 2,
  hasLeft: false,
  role: 'Engineer',
  ...fields,
});
const row = (fields: Partial<KnownAssignment> = {}): KnownAssignment => ({
  id: 7,
  profileId: 1,
  projectId: 2,
  role: 'Engineer',
  tags: [],
  startedAt: at(2020),
  endedAt: null,
  ...fields,
});
const plan = (entries: Partial<AssignmentEntry>[], known: Partial<KnownAssignment>[] = []) =>
  planAssignments(
    entries.map((fields, index) => entry({ index, ...fields })),
    known.map(row),
    NOW,
  )
    .toSorted((a, b) => a.index - b.index)
    .map((one) =>
      one.action === 'reject'
        ? one.refusal.code
        : one.action === 'keep'
          ? 'keep'
          : { [one.action]: [one.after.startedAt, one.after.endedAt, one.after.role] },
    );
const create = (startedAt: string, endedAt: string | null = null) => ({ create: [startedAt, endedAt, 'Engineer'] });
const update = (startedAt: string, endedAt: string | null = null, role = 'Engineer') => ({ update: [startedAt, endedAt, role] });

describe('without an existing assignment', () => {
  test('an entry is a new assignment, now unless it says when', () => {
    expect(plan([{}])).toEqual([create(NOW)]);
    expect(plan([{ startedAt: at(2021) }])).toEqual([create(at(2021))]);
    expect(plan([{ startedAt: at(2021), endedAt: at(2022) }])).toEqual([create(at(2021), at(2022))]);
  });
  test('the past and the present are two', () => {
    expect(plan([{ startedAt: at(2021), endedAt: at(2022) }, { startedAt: at(2023) }])).toEqual([
      create(at(2021), at(2022)),
      create(at(2023)),
    ]);
  });
  test('copies of an entry make one assignment, and entries that contradict each other make none', () => {
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2021) }])).toEqual([create(at(2021)), 'keep']);
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2022) }])).toEqual(['CONFLICT', 'CONFLICT']);
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2021), role: 'Lead' }])).toEqual(['CONFLICT', 'CONFLICT']);
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2021), endedAt: at(2022) }])).toEqual(['CONFLICT', 'CONFLICT']);
  });
  test('a person who has left does not begin now, and their past can be imported', () => {
    expect(plan([{ hasLeft: true }])).toEqual(['CONFLICT']);
    expect(plan([{ hasLeft: true, startedAt: at(2021), endedAt: at(2022) }])).toEqual([create(at(2021), at(2022))]);
  });
  test('on a completed project, an assignment lies within its active time and ends with it', () => {
    const closed = { isCompleted: true, at: at(2022) };
    expect(plan([{ closed }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2021) }])).toEqual([create(at(2021), at(2022))]);
    expect(plan([{ closed, startedAt: at(2020), endedAt: at(2021) }])).toEqual([create(at(2020), at(2021))]);
    expect(plan([{ closed, startedAt: at(2021), endedAt: at(2023) }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2023), endedAt: at(2024) }])).toEqual(['PROJECT_NOT_ACTIVE']);
  });
  test('on an archived project, an assignment starts within its active time and has ended', () => {
    const closed = { isCompleted: false, at: at(2022) };
    expect(plan([{ closed }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2021) }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2021), endedAt: at(2023) }])).toEqual([create(at(2021), at(2023))]);
    expect(plan([{ closed, startedAt: at(2023), endedAt: at(2024) }])).toEqual(['PROJECT_NOT_ACTIVE']);
  });
  test('on a project that is not active, an entry without times means the latest assignment where it says the same', () => {
    const closed = { isCompleted: true, at: at(2022) };
    expect(plan([{ closed }], [{ endedAt: at(2022) }])).toEqual(['keep']);
    expect(plan([{ closed, role: 'Lead' }], [{ endedAt: at(2022) }])).toEqual(['PROJECT_NOT_ACTIVE']);
  });
  test('times must make sense', () => {
    expect(
      plan([
        { startedAt: at(2027) },
        { startedAt: at(2020), endedAt: at(2027) },
        { startedAt: at(2022), endedAt: at(2021) },
        { endedAt: at(2021) },
      ]),
    ).toEqual(['VALIDATION_FAILED', 'VALIDATION_FAILED', 'VALIDATION_FAILED', 'VALIDATION_FAILED']);
  });
});

describe('where one is active', () => {
  test('an entry means it, whatever start it names', () => {
    expect(plan([{}], [{}])).toEqual(['keep']);
    expect(plan([{ startedAt: at(2021) }], [{}])).toEqual(['keep']);
    expect(plan([{ role: 'Lead' }], [{}])).toEqual([update(at(2020), null, 'Lead')]);
  });
  test('an end ends it, and the same again finds it ended', () => {
    expect(plan([{ endedAt: at(2022) }], [{}])).toEqual([update(at(2020), at(2022))]);
    expect(plan([{ endedAt: at(2022) }], [{ endedAt: at(2022) }])).toEqual(['keep']);
    expect(plan([{ startedAt: at(2021), endedAt: at(2022) }], [{ endedAt: at(2022) }])).toEqual(['keep']);
  });
  test('what ended before it began is another', () => {
    expect(plan([{ startedAt: at(2018), endedAt: at(2019) }], [{}])).toEqual([create(at(2018), at(2019))]);
    expect(plan([{ endedAt: at(2019) }], [{}])).toEqual(['VALIDATION_FAILED']);
  });
  test('it may end and a next one begin at once, in either order', () => {
    expect(plan([{ startedAt: at(2020), endedAt: at(2022) }, { startedAt: at(2023) }], [{}])).toEqual([
      update(at(2020), at(2022)),
      create(at(2023)),
    ]);
    expect(plan([{ startedAt: at(2023) }, { startedAt: at(2020), endedAt: at(2022) }], [{}])).toEqual([
      create(at(2023)),
      update(at(2020), at(2022)),
    ]);
  });
  test('entries that mean it must say the same about it', () => {
    expect(plan([{ startedAt: at(2020) }, { startedAt: at(2023) }], [{}])).toEqual(['keep', 'keep']);
    expect(plan([{ startedAt: at(2020) }, { startedAt: at(2023), role: 'Lead' }], [{}])).toEqual(['CONFLICT', 'CONFLICT']);
    expect(plan([{ endedAt: at(2021) }, { endedAt: at(2022) }, { startedAt: at(2023) }], [{}])).toEqual([
      'CONFLICT',
      'CONFLICT',
      'CONFLICT',
    ]);
  });
});

describe('where one has ended', () => {
  const ended = { endedAt: at(2022) };
  test('its start means it, and does not open it again', () => {
    expect(plan([{ startedAt: at(2020) }], [ended])).toEqual(['keep']);
    expect(plan([{ startedAt: at(2020), role: 'Lead' }], [ended])).toEqual([update(at(2020), at(2022), 'Lead')]);
  });
  test('its end is not changed', () => {
    expect(plan([{ startedAt: at(2020), endedAt: at(2021) }], [ended])).toEqual(['CONFLICT']);
  });
  test('any other start is a new one', () => {
    expect(plan([{ startedAt: at(2023) }], [ended])).toEqual([create(at(2023))]);
    expect(plan([{}], [ended])).toEqual([create(NOW)]);
  });
});
