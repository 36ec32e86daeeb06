import type { KnowledgeablePerson, SkillCalendar, SkillMomentum } from '@skilltrace/contract';
import { csvOf } from '../platform/http/csv/csv-table.js';

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
