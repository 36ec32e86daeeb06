import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { z } from 'zod';
import { timestamp } from './fields.ts';
import { coreStackAge } from './freshness.ts';
import { page, pageQuery } from './page.ts';

const asOf = {
  asOf: timestamp
    .optional()
    .describe(
      'reads both ledgers, and who was on which project, as of this time, which must be in the past. Declared skills and tags are current',
    ),
};

/** `several` is not counted further, so that the answer reads only a few rows per skill. */
const people = z.enum(['none', 'one', 'several']);
const onlyPerson = z.object({ profileId: z.int(), name: z.string() }).nullable().describe('the person, if there is exactly one');

const risk = {
  skillId: z.int(),
  name: z.string(),
  category: z.string(),
  validated: people.describe('people with a validated level'),
  onlyValidated: onlyPerson,
  exercised: people.describe(`people with a signal in the last ${STALE_AFTER_DAYS} days, from any project`),
  onlyExercised: onlyPerson,
};

export const projectRisksQuery = z.strictObject(asOf);
export type ProjectRisksQuery = z.infer<typeof projectRisksQuery>;

export const skillRisk = z.object(risk).meta({ id: 'SkillRisk' });
export type SkillRisk = z.infer<typeof skillRisk>;

export const projectRisks = z
  .object({
    skills: z.array(skillRisk).describe('declared skills that at most one person on the project has validated or exercised, by name'),
    ...coreStackAge,
  })
  .meta({ id: 'ProjectRisks' });
export type ProjectRisks = z.infer<typeof projectRisks>;

export const organizationRisksQuery = z.strictObject({ ...asOf, ...pageQuery });
export type OrganizationRisksQuery = z.infer<typeof organizationRisksQuery>;

export const organizationSkillRisk = z
  .object({ ...risk, projects: z.int().positive().describe('active projects that declare the skill') })
  .meta({ id: 'OrganizationSkillRisk' });
export type OrganizationSkillRisk = z.infer<typeof organizationSkillRisk>;
export const organizationSkillRiskPage = page(organizationSkillRisk);
