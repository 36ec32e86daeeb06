import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { z } from 'zod';
import { issueOf } from './field-reasons.ts';
import { booleanParameter, idParameter, searchText, timestampOut } from './fields.ts';
import { idParameters, pageQuery } from './page.ts';
import { asOf, inOrder, order, range } from './time-parameters.ts';

const count = z.int().nonnegative();
const proficiency = z.enum(PROFICIENCY_LEVELS);

export const MATRIX_STATES = ['stale', 'not_validated', 'no_evidence'] as const;
export type MatrixState = (typeof MATRIX_STATES)[number];
export const MATRIX_SORTS = ['name', 'last_signal', 'level'] as const;
export type MatrixSort = (typeof MATRIX_SORTS)[number];
export const MATRIX_GROUPS = ['project', 'title'] as const;
export type MatrixGroup = (typeof MATRIX_GROUPS)[number];

// A cursor contains two names of up to 200 characters of four bytes, quoted and encoded.
const cursor = z.string().max(4_000).optional();

export const skillsMatrixQuery = z
  .strictObject({
    projectId: idParameters
      .optional()
      .describe('people with an active assignment on one of these projects, and the skills that the projects declare'),
    skillId: idParameters.optional().describe('shows these skills, instead of those that the projects declare or all active skills'),
    category: searchText.optional().describe('only skills of exactly this category'),
    minimumLevel: proficiency.optional().describe('only people with a cell of at least this level'),
    state: z
      .enum(MATRIX_STATES)
      .optional()
      .describe(
        'only people with such a cell: stale; with signals but without a level; or with a level but without a signal in the range. With `minimumLevel`, one cell must match both',
      ),
    ...range,
    ...asOf,
    sort: z
      .enum(MATRIX_SORTS)
      .optional()
      .describe('defaults to name; `last_signal`: most recent first; `level`: by the validated level in `sortSkillId`, highest first'),
    sortSkillId: idParameter.optional().describe('the skill for the sort `level`'),
    groupBy: z
      .enum(MATRIX_GROUPS)
      .optional()
      .describe('lists people group by group; by project, a person appears once for each of their active projects'),
    limit: pageQuery.limit.describe('people per page; defaults to 50'),
    cursor: cursor.describe('the `nextCursor` of a page with the same filters'),
    skillLimit: pageQuery.limit.describe('skills per page; defaults to 50'),
    skillCursor: cursor.describe('the `nextSkillCursor` of a page with the same filters'),
    totals: booleanParameter
      .optional()
      .describe('false: leaves out the totals, for which some filters compare all people. Defaults to true'),
  })
  .refine(inOrder, order)
  .refine(({ sort, sortSkillId }) => (sort === 'level') === (sortSkillId !== undefined), {
    path: ['sortSkillId'],
    ...issueOf('must be given with the sort `level`, and only with it'),
  });
export type SkillsMatrixQuery = z.infer<typeof skillsMatrixQuery>;

const matrixSkill = z.object({ skillId: z.int(), name: z.string(), category: z.string() });
export type MatrixSkill = z.infer<typeof matrixSkill>;

const matrixCell = z.object({
  skillId: z.int(),
  proficiencyLevel: proficiency.nullable(),
  lastValidatedAt: timestampOut.nullable(),
  isStale: z.boolean().describe('in the Core Stack, active in the taxonomy, and validated more than 365 days ago'),
  signals: count.nullable().describe('signals in the range; null if the person shares only validated levels'),
  lastSignalAt: timestampOut.nullable().describe('the last signal in the range'),
});
export type MatrixCell = z.infer<typeof matrixCell>;

const matrixPerson = z.object({
  profileId: z.int(),
  name: z.string(),
  title: z.string().nullable(),
  group: z
    .object({ projectId: z.int().nullable(), name: z.string().nullable() })
    .nullable()
    .describe('null without `groupBy`; its name is null for people without a project or a title'),
  cells: z.array(matrixCell).describe('the skills of the page in which the person has a level or a signal'),
});
export type MatrixPerson = z.infer<typeof matrixPerson>;

export const skillsMatrix = z
  .object({
    skills: z.array(matrixSkill),
    people: z.array(matrixPerson),
    totals: z
      .object({ people: count, skills: count })
      .nullable()
      .describe('the rows and columns of all pages; only on the first page, and not with `totals=false`'),
    nextCursor: z.string().nullable(),
    nextSkillCursor: z.string().nullable(),
  })
  .meta({ id: 'SkillsMatrix' });
export type SkillsMatrix = z.infer<typeof skillsMatrix>;
