import { DEFAULT_BUCKETS, DEFAULT_CALENDAR_WEEKS } from '@skilltrace/domain/limits';
import { DIRECTIONS } from '@skilltrace/domain/signals/direction';
import { GROWING_FROM, READINESS_LEVELS, STRONG_FROM } from '@skilltrace/domain/signals/readiness';
import { SIGNAL_SOURCE_TYPES, SIGNAL_TYPES } from '@skilltrace/domain/signals/signal';
import { isTimeZone } from '@skilltrace/domain/time-zone';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { z } from 'zod';
import { issueOf } from './field-reasons.ts';
import { idParameter, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';
import { projectStatus } from './projects.ts';
import { asOf, inOrder, order, range } from './time-parameters.ts';

const count = z.int().nonnegative();
const proficiency = z.enum(PROFICIENCY_LEVELS);

// Only for a person's charts: a project's charts already cover a single project, and the organization's charts have no such filter.
const ofProject = {
  projectId: idParameter
    .optional()
    .describe(
      'only signals from this project: for joining it, completing it, or an update on it. The caller must be allowed to see the work on it',
    ),
};

export const asOfQuery = z.strictObject(asOf);
export type AsOfQuery = z.infer<typeof asOfQuery>;
export const personSummaryQuery = z.strictObject({ ...asOf, ...ofProject });
export type PersonSummaryQuery = z.infer<typeof personSummaryQuery>;

const distributionFields = { ...range, ...asOf };
export const distributionQuery = z.strictObject(distributionFields).refine(inOrder, order);
export type DistributionQuery = z.infer<typeof distributionQuery>;
export const personDistributionQuery = z.strictObject({ ...distributionFields, ...ofProject }).refine(inOrder, order);
export type PersonDistributionQuery = z.infer<typeof personDistributionQuery>;

export const skillDistribution = z
  .object({
    items: z.array(
      z.object({
        skillId: z.int(),
        name: z.string(),
        category: z.string(),
        signals: count,
        share: z.number().min(0).max(1).describe('share of the weighted total, from 0 to 1'),
        bySource: z.object({ project: count, update: count }),
        firstSignalAt: timestampOut,
        lastSignalAt: timestampOut,
      }),
    ),
  })
  .meta({ id: 'SkillDistribution' });
export type SkillDistribution = z.infer<typeof skillDistribution>;

export const momentumBucket = z.enum(['day', 'week', 'month']);
export type MomentumBucket = z.infer<typeof momentumBucket>;

const timeZone = z.string().max(60).refine(isTimeZone, issueOf('must be an IANA time zone such as Europe/Zurich')).optional();

const momentumFields = {
  bucket: momentumBucket.optional().describe('defaults to week; weeks are ISO weeks, which start on Monday'),
  timeZone: timeZone.describe('time zone in which days, weeks and months begin; defaults to UTC'),
  from: range.from.describe(`defaults to ${DEFAULT_BUCKETS} buckets, including the last one`),
  to: range.to,
  ...asOf,
};
export const momentumQuery = z.strictObject(momentumFields).refine(inOrder, order);
export type MomentumQuery = z.infer<typeof momentumQuery>;
export const personMomentumQuery = z.strictObject({ ...momentumFields, ...ofProject }).refine(inOrder, order);
export type PersonMomentumQuery = z.infer<typeof personMomentumQuery>;

export const skillMomentum = z
  .object({
    bucket: momentumBucket,
    timeZone: z.string(),
    buckets: z.array(timestampOut).describe('start of each bucket'),
    series: z.array(
      z.object({
        skillId: z.int(),
        name: z.string(),
        counts: z.array(count).describe('signals in each bucket, between `from` and `to`'),
        current: count.describe('signals in the last 7 days'),
        previous: count.describe('signals in the 7 days before'),
        delta: z.int(),
        direction: z.enum(DIRECTIONS),
      }),
    ),
  })
  .meta({ id: 'SkillMomentum' });
export type SkillMomentum = z.infer<typeof skillMomentum>;

export const personCalendarQuery = z
  .strictObject({
    timeZone: timeZone.describe('time zone of the days; defaults to UTC'),
    skillId: idParameter.optional(),
    from: range.from.describe(`defaults to ${DEFAULT_CALENDAR_WEEKS} weeks that start on a Monday, including the last one`),
    to: range.to,
    ...asOf,
    ...ofProject,
  })
  .refine(inOrder, order);
export type PersonCalendarQuery = z.infer<typeof personCalendarQuery>;

const day = z.string().meta({ format: 'date' });
export const skillCalendar = z
  .object({
    timeZone: z.string(),
    firstDay: day.describe('first local day of the range: the day of `from`, or a Monday'),
    lastDay: day.describe('last local day of the range: the day of `to`, `asOf` or now'),
    days: z
      .array(z.object({ date: day, signals: z.int().positive() }))
      .describe('local days with signals, in order; days without signals are omitted'),
  })
  .meta({ id: 'SkillCalendar' });
export type SkillCalendar = z.infer<typeof skillCalendar>;

const sourceType = z.enum(SIGNAL_SOURCE_TYPES);
const activityFields = {
  skillId: idParameter.optional(),
  sourceType: sourceType.optional(),
  ...range,
  ...asOf,
  ...pageQuery,
};
export const activityQuery = z.strictObject(activityFields).refine(inOrder, order);
export type ActivityQuery = z.infer<typeof activityQuery>;
export const personActivityQuery = z.strictObject({ ...activityFields, ...ofProject }).refine(inOrder, order);
export type PersonActivityQuery = z.infer<typeof personActivityQuery>;

export const signal = z
  .object({
    id: z.int(),
    userId: z.int(),
    skillId: z.int(),
    name: z.string().describe('name of the skill'),
    sourceType,
    sourceId: z.int(),
    signalType: z.enum(SIGNAL_TYPES),
    createdAt: timestampOut.describe('time of the work'),
    recordedAt: timestampOut.describe('time at which the ledger recorded it'),
  })
  .meta({ id: 'Signal' });
export type Signal = z.infer<typeof signal>;
export const signalPage = page(signal);

export const projectsOfPersonQuery = z.strictObject({ ...asOf, ...pageQuery });
export type ProjectsOfPersonQuery = z.infer<typeof projectsOfPersonQuery>;

export const projectOfPerson = z
  .object({
    projectId: z.int(),
    name: z.string(),
    status: projectStatus,
    signals: z.int().positive().describe('signals of the person from this project'),
    firstSignalAt: timestampOut,
    lastSignalAt: timestampOut,
  })
  .meta({ id: 'ProjectOfPerson' });
export type ProjectOfPerson = z.infer<typeof projectOfPerson>;
export const projectOfPersonPage = page(projectOfPerson);

export const readiness = z.enum(READINESS_LEVELS);
export type Readiness = z.infer<typeof readiness>;

export const skillSummary = z
  .object({
    items: z.array(
      z.object({
        skillId: z.int(),
        name: z.string(),
        signals: count,
        lastSignalAt: timestampOut,
        readiness: readiness.describe(`by number of signals: under ${GROWING_FROM}, under ${STRONG_FROM}, from ${STRONG_FROM}`),
        transition: z
          .object({ from: readiness, to: readiness, at: timestampOut })
          .nullable()
          .describe('the latest change of level; null while emerging'),
      }),
    ),
  })
  .meta({ id: 'SkillSummary' });
export type SkillSummary = z.infer<typeof skillSummary>;

export const skillCoverage = z
  .object({
    items: z.array(
      z.object({
        skillId: z.int(),
        name: z.string(),
        category: z.string(),
        peopleWithSignals: count.describe('people with a signal from this project, including former members'),
        signals: count,
        lastSignalAt: timestampOut.nullable(),
        people: z
          .array(z.object({ profileId: z.int(), name: z.string(), signals: count, lastSignalAt: timestampOut }))
          .describe('the people with signals whose skills the caller may see'),
      }),
    ),
  })
  .meta({ id: 'SkillCoverage' });
export type SkillCoverage = z.infer<typeof skillCoverage>;

export const skillPeopleQuery = z.strictObject({ ...asOf, ...pageQuery });
export type SkillPeopleQuery = z.infer<typeof skillPeopleQuery>;

export const skillPerson = z
  .object({
    profileId: z.int(),
    name: z.string(),
    title: z.string().nullable(),
    signals: count.nullable().describe('null if the person shares only validated levels'),
    lastSignalAt: timestampOut.nullable(),
    proficiencyLevel: proficiency.nullable(),
    lastValidatedAt: timestampOut.nullable(),
  })
  .meta({ id: 'SkillPerson' });
export type SkillPerson = z.infer<typeof skillPerson>;
export const skillPersonPage = page(skillPerson);

export const mismatchesQuery = z.strictObject({ ...asOf, limit: pageQuery.limit });
export type MismatchesQuery = z.infer<typeof mismatchesQuery>;
export const mismatchPageQuery = z.strictObject({ ...asOf, ...pageQuery });
export type MismatchPageQuery = z.infer<typeof mismatchPageQuery>;

const personAndSkill = { profileId: z.int(), profileName: z.string(), skillId: z.int(), skillName: z.string() };
const validatedButUnexercised = z
  .object({ ...personAndSkill, proficiencyLevel: proficiency, lastValidatedAt: timestampOut, lastSignalAt: timestampOut.nullable() })
  .meta({ id: 'ValidatedButUnexercised' });
export type ValidatedButUnexercised = z.infer<typeof validatedButUnexercised>;
export const validatedButUnexercisedPage = page(validatedButUnexercised);

const exercisedButUnvalidated = z
  .object({ ...personAndSkill, signals: count, lastSignalAt: timestampOut })
  .meta({ id: 'ExercisedButUnvalidated' });
export type ExercisedButUnvalidated = z.infer<typeof exercisedButUnvalidated>;
export const exercisedButUnvalidatedPage = page(exercisedButUnvalidated);

const declaredButNeverSignalled = z
  .object({ projectId: z.int(), projectName: z.string(), skillId: z.int(), skillName: z.string() })
  .meta({ id: 'DeclaredButNeverSignalled' });
export type DeclaredButNeverSignalled = z.infer<typeof declaredButNeverSignalled>;
export const declaredButNeverSignalledPage = page(declaredButNeverSignalled);

export const skillMismatches = z
  .object({
    validatedButUnexercised: z.array(validatedButUnexercised).describe(`validated, but without a signal in ${STALE_AFTER_DAYS} days`),
    exercisedButUnvalidated: z.array(exercisedButUnvalidated).describe('with signals, but without a validated level'),
    declaredButNeverSignalled: z
      .array(declaredButNeverSignalled)
      .describe('declared by an active project, but without a signal from that project'),
    totals: z
      .object({ validatedButUnexercised: count, exercisedButUnvalidated: count, declaredButNeverSignalled: count })
      .describe('lengths of the lists without `limit`'),
  })
  .meta({ id: 'SkillMismatches' });
export type SkillMismatches = z.infer<typeof skillMismatches>;
