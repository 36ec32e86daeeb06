import type { KnowledgeablePerson, SkillCalendar, SkillMomentum, SkillsMatrix } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { csvOf, type PageQuery } from '../platform/http/csv/csv-table.js';

// The columns of answers that several scopes give.

export const DISTRIBUTION_COLUMNS = [
  'skillId',
  'name',
  'category',
  'signals',
  'share',
  'bySource.project',
  'bySource.update',
  'firstSignalAt',
  'lastSignalAt',
] as const;

export const SIGNAL_COLUMNS = [
  'id',
  'userId',
  'skillId',
  'name',
  'sourceType',
  'sourceId',
  'signalType',
  'createdAt',
  'recordedAt',
] as const;

export const SUMMARY_COLUMNS = [
  'skillId',
  'name',
  'signals',
  'lastSignalAt',
  'readiness',
  'transition.from',
  'transition.to',
  'transition.at',
] as const;

/** A row for each skill and bucket, as a pivot table needs it. */
export const momentumCsv = csvOf(bucketsOf, ['skillId', 'name', 'bucket', 'startsAt', 'timeZone', 'signals']);

function bucketsOf({ bucket, timeZone, buckets, series }: SkillMomentum) {
  return series.flatMap(({ skillId, name, counts }) =>
    buckets.map((startsAt, index) => ({ skillId, name, bucket, startsAt, timeZone, signals: counts[index] ?? 0 })),
  );
}

export const calendarCsv = csvOf(
  ({ days, timeZone }: SkillCalendar) => days.map((day) => ({ ...day, timeZone })),
  ['date', 'timeZone', 'signals'],
);

/** A row for each person and requested skill. */
export const whoKnowsCsv = csvOf(
  ({ items }: { items: readonly KnowledgeablePerson[] }) =>
    items.flatMap(({ skills, ...person }) =>
      skills.map(({ skillId, name: skillName, ...skill }) => ({ ...person, skillId, skillName, ...skill })),
    ),
  [
    'profileId',
    'name',
    'title',
    'isAvailable',
    'currentProjects.name',
    'skillId',
    'skillName',
    'proficiencyLevel',
    'lastValidatedAt',
    'isStale',
    'signals',
    'lastSignalAt',
    'evidence.projectName',
  ],
);

/** A row for each cell with a level or a signal, person by person within a page of people. */
export const matrixCsv = csvOf(
  cellsOf,
  [
    'profileId',
    'name',
    'title',
    'group.name',
    'skillId',
    'skillName',
    'category',
    'proficiencyLevel',
    'lastValidatedAt',
    'isStale',
    'signals',
    'lastSignalAt',
  ],
  {
    first: { limit: LARGEST_PAGE_SIZE, skillLimit: LARGEST_PAGE_SIZE },
    parameters: ['limit', 'cursor', 'skillLimit', 'skillCursor'],
    next: nextTile,
  },
);

function cellsOf({ skills, people }: SkillsMatrix) {
  const skillOf = new Map(skills.map(({ skillId, name, category }) => [skillId, { skillName: name, category }]));
  return people.flatMap(({ cells, ...person }) =>
    cells.map((cell) => ({ ...person, ...cell, ...(skillOf.get(cell.skillId) ?? { skillName: '', category: '' }) })),
  );
}

/** The next skills of the same people, then the first skills of the next people. */
function nextTile({ nextCursor, nextSkillCursor }: SkillsMatrix, page: PageQuery): PageQuery | undefined {
  if (nextSkillCursor !== null) return { ...page, skillCursor: nextSkillCursor };
  return nextCursor === null ? undefined : { ...page, cursor: nextCursor, skillCursor: undefined };
}
