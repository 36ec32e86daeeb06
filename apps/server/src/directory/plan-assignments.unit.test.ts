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

describe('planAssignments without an existing assignment', () => {
  test('creates an assignment that starts now unless the entry has a start', () => {
    expect(plan([{}])).toEqual([create(NOW)]);
    expect(plan([{ startedAt: at(2021) }])).toEqual([create(at(2021))]);
    expect(plan([{ startedAt: at(2021), endedAt: at(2022) }])).toEqual([create(at(2021), at(2022))]);
  });
  test('creates separate assignments for a past and a current entry', () => {
    expect(plan([{ startedAt: at(2021), endedAt: at(2022) }, { startedAt: at(2023) }])).toEqual([
      create(at(2021), at(2022)),
      create(at(2023)),
    ]);
  });
  test('creates one assignment from duplicates and rejects contradictory entries', () => {
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2021) }])).toEqual([create(at(2021)), 'keep']);
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2022) }])).toEqual(['CONFLICT', 'CONFLICT']);
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2021), role: 'Lead' }])).toEqual(['CONFLICT', 'CONFLICT']);
    expect(plan([{ startedAt: at(2021) }, { startedAt: at(2021), endedAt: at(2022) }])).toEqual(['CONFLICT', 'CONFLICT']);
  });
  test('rejects an open assignment of a former member but accepts a past one', () => {
    expect(plan([{ hasLeft: true }])).toEqual(['CONFLICT']);
    expect(plan([{ hasLeft: true, startedAt: at(2021), endedAt: at(2022) }])).toEqual([create(at(2021), at(2022))]);
  });
  test('limits an assignment on a completed project to the time the project was active', () => {
    const closed = { isCompleted: true, at: at(2022) };
    expect(plan([{ closed }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2021) }])).toEqual([create(at(2021), at(2022))]);
    expect(plan([{ closed, startedAt: at(2020), endedAt: at(2021) }])).toEqual([create(at(2020), at(2021))]);
    expect(plan([{ closed, startedAt: at(2021), endedAt: at(2023) }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2023), endedAt: at(2024) }])).toEqual(['PROJECT_NOT_ACTIVE']);
  });
  test('requires an end, and a start before the archiving, on an archived project', () => {
    const closed = { isCompleted: false, at: at(2022) };
    expect(plan([{ closed }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2021) }])).toEqual(['PROJECT_NOT_ACTIVE']);
    expect(plan([{ closed, startedAt: at(2021), endedAt: at(2023) }])).toEqual([create(at(2021), at(2023))]);
    expect(plan([{ closed, startedAt: at(2023), endedAt: at(2024) }])).toEqual(['PROJECT_NOT_ACTIVE']);
  });
  test('matches an identical entry without times to the latest assignment of a closed project', () => {
    const closed = { isCompleted: true, at: at(2022) };
    expect(plan([{ closed }], [{ endedAt: at(2022) }])).toEqual(['keep']);
    expect(plan([{ closed, role: 'Lead' }], [{ endedAt: at(2022) }])).toEqual(['PROJECT_NOT_ACTIVE']);
  });
  test('rejects times that are in the future, reversed or incomplete', () => {
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

describe('planAssignments with an active assignment', () => {
  test('matches an entry to it for any start of the entry', () => {
    expect(plan([{}], [{}])).toEqual(['keep']);
    expect(plan([{ startedAt: at(2021) }], [{}])).toEqual(['keep']);
    expect(plan([{ role: 'Lead' }], [{}])).toEqual([update(at(2020), null, 'Lead')]);
  });
  test('ends it, and leaves it unchanged when the entry is repeated', () => {
    expect(plan([{ endedAt: at(2022) }], [{}])).toEqual([update(at(2020), at(2022))]);
    expect(plan([{ endedAt: at(2022) }], [{ endedAt: at(2022) }])).toEqual(['keep']);
    expect(plan([{ startedAt: at(2021), endedAt: at(2022) }], [{ endedAt: at(2022) }])).toEqual(['keep']);
  });
  test('treats an entry that ended before its start as another assignment', () => {
    expect(plan([{ startedAt: at(2018), endedAt: at(2019) }], [{}])).toEqual([create(at(2018), at(2019))]);
    expect(plan([{ endedAt: at(2019) }], [{}])).toEqual(['VALIDATION_FAILED']);
  });
  test('ends it and starts the next one in the same file, in either order', () => {
    expect(plan([{ startedAt: at(2020), endedAt: at(2022) }, { startedAt: at(2023) }], [{}])).toEqual([
      update(at(2020), at(2022)),
      create(at(2023)),
    ]);
    expect(plan([{ startedAt: at(2023) }, { startedAt: at(2020), endedAt: at(2022) }], [{}])).toEqual([
      create(at(2023)),
      update(at(2020), at(2022)),
    ]);
  });
  test('rejects contradictory entries that match it', () => {
    expect(plan([{ startedAt: at(2020) }, { startedAt: at(2023) }], [{}])).toEqual(['keep', 'keep']);
    expect(plan([{ startedAt: at(2020) }, { startedAt: at(2023), role: 'Lead' }], [{}])).toEqual(['CONFLICT', 'CONFLICT']);
    expect(plan([{ endedAt: at(2021) }, { endedAt: at(2022) }, { startedAt: at(2023) }], [{}])).toEqual([
      'CONFLICT',
      'CONFLICT',
      'CONFLICT',
    ]);
  });
});

describe('planAssignments with an ended assignment', () => {
  const ended = { endedAt: at(2022) };
  test('matches an entry with the same start and does not reopen it', () => {
    expect(plan([{ startedAt: at(2020) }], [ended])).toEqual(['keep']);
    expect(plan([{ startedAt: at(2020), role: 'Lead' }], [ended])).toEqual([update(at(2020), at(2022), 'Lead')]);
  });
  test('does not change its end', () => {
    expect(plan([{ startedAt: at(2020), endedAt: at(2021) }], [ended])).toEqual(['CONFLICT']);
  });
  test('creates a new assignment for any other start', () => {
    expect(plan([{ startedAt: at(2023) }], [ended])).toEqual([create(at(2023))]);
    expect(plan([{}], [ended])).toEqual([create(NOW)]);
  });
});
