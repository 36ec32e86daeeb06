import {
  LARGEST_METADATA,
  LARGEST_PAGE_SIZE,
  LONGEST_DESCRIPTION,
  LONGEST_SKILL_IDEA,
  MOST_DECLARED_SKILLS,
  MOST_SKILL_IDEAS,
} from '@skilltrace/domain/limits';
import { PROJECT_STATUSES } from '@skilltrace/domain/projects/life-cycle';
import { z } from 'zod';
import { booleanParameter, externalId, id, idParameter, line, searchText, text, timestampOut } from './fields.ts';
import { problemOfIssue } from './issue-in-words.ts';
import { idParameters, nameOrder, page, pageQuery } from './page.ts';
import { storableJson } from './storable-json.ts';

export const projectStatus = z.enum(PROJECT_STATUSES);
export type ProjectStatus = z.infer<typeof projectStatus>;

const skillIdeas = z.array(line(LONGEST_SKILL_IDEA)).max(MOST_SKILL_IDEAS);

/** Additional information about a project. `skill_ideas` are only shown to people and never reach the ledger. */
export const projectMetadata = storableJson(z.record(z.string(), z.unknown()), LARGEST_METADATA)
  .transform((value, context) => {
    if (!Object.hasOwn(value, 'skill_ideas')) return value;
    const ideas = skillIdeas.safeParse(value.skill_ideas);
    for (const issue of ideas.error?.issues ?? []) {
      const problem = problemOfIssue(issue, value.skill_ideas);
      context.addIssue({ code: 'custom', path: ['skill_ideas', ...issue.path], message: problem.message, params: { problem } });
    }
    return { ...value, skill_ideas: ideas.data };
  })
  .describe(
    `an object of at most ${LARGEST_METADATA / 1024} kB; \`skill_ideas\`, if given, is an array of up to ${MOST_SKILL_IDEAS} strings of up to ${LONGEST_SKILL_IDEA} characters`,
  );

export const projectSkill = z.object({ id: z.int(), name: z.string(), category: z.string() }).meta({ id: 'ProjectSkill' });

export const project = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    status: projectStatus,
    techLeadId: z.int(),
    techLead: z.object({ id: z.int(), name: z.string() }),
    skills: z.array(projectSkill).describe('the declared skills, by name'),
    memberCount: z.int().describe('people with an active assignment'),
    metadata: z.record(z.string(), z.unknown()),
    externalId: z.string().nullable(),
    createdAt: timestampOut,
    completedAt: timestampOut.nullable(),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof project>;

export const projectMember = z
  .object({
    assignmentId: z.int(),
    profileId: z.int(),
    name: z.string(),
    title: z.string().nullable(),
    role: z.string(),
    tags: z.array(z.string()),
    startedAt: timestampOut,
  })
  .meta({ id: 'ProjectMember' });
export type ProjectMember = z.infer<typeof projectMember>;

export const projectWithMembers = project
  .extend({ members: z.array(projectMember).describe('people with an active assignment, by name') })
  .meta({ id: 'ProjectWithMembers' });
export type ProjectWithMembers = z.infer<typeof projectWithMembers>;

export const findProjectQuery = z.strictObject({
  members: booleanParameter
    .optional()
    .describe(
      'false: `isMember` in place of `members`, of which a project can have thousands. `GET /api/projects/:id/assignments` lists them',
    ),
});
export type FindProjectQuery = z.infer<typeof findProjectQuery>;

export const projectForViewer = project
  .extend({
    members: projectWithMembers.shape.members.optional(),
    isMember: z.boolean().optional().describe('whether the caller has an active assignment; only with `members=false`'),
  })
  .meta({ id: 'ProjectForViewer' });
export type ProjectForViewer = z.infer<typeof projectForViewer>;

export const listProjectsQuery = z.strictObject({
  status: projectStatus.optional(),
  search: searchText.optional().describe('part of the name, ignoring case and accents'),
  order: nameOrder.optional(),
  leadId: idParameter.optional().describe('the Tech Lead'),
  profileId: idParameter.optional().describe('a person with an active assignment'),
  skillId: idParameter.optional().describe('a declared skill'),
  id: idParameters
    .optional()
    .describe(`only projects with these ids (\`?id=1&id=2\`, up to ${LARGEST_PAGE_SIZE}); without \`limit\`, all of them`),
  ...pageQuery,
});
export type ListProjectsQuery = z.infer<typeof listProjectsQuery>;
export const projectPage = page(project);

const skillIds = z.array(id).max(MOST_DECLARED_SKILLS);

export const createProjectBody = z.strictObject({
  name: line(),
  description: text(0, LONGEST_DESCRIPTION).optional(),
  techLeadId: id,
  skillIds: skillIds.optional(),
  metadata: projectMetadata.optional(),
  externalId: externalId.optional().describe('unique among projects'),
});
export type CreateProjectBody = z.infer<typeof createProjectBody>;

export const changeProjectBody = z.strictObject({
  name: line().optional(),
  description: text(0, LONGEST_DESCRIPTION).optional(),
  techLeadId: id.optional().describe('admins only'),
  metadata: projectMetadata.optional().describe('replaces the existing metadata'),
  status: z.enum(['active', 'archived']).optional().describe('a project that was completed cannot become `active` again'),
});
export type ChangeProjectBody = z.infer<typeof changeProjectBody>;

export const declaredSkill = z
  .object({
    id: z.int(),
    name: z.string(),
    category: z.string(),
    isActive: z.boolean(),
  })
  .meta({ id: 'DeclaredSkill' });
export type DeclaredSkill = z.infer<typeof declaredSkill>;

/** The whole scope in one page, in the format of every list. */
export const declaredSkills = z.object({ items: z.array(declaredSkill), nextCursor: z.null() });
export type DeclaredSkills = z.infer<typeof declaredSkills>;

export const declareSkillsBody = z.strictObject({
  skillIds: skillIds.describe('all declared skills; skills that are omitted are no longer declared'),
});
export type DeclareSkillsBody = z.infer<typeof declareSkillsBody>;

/** The project after the call, and the effects of the call. */
export const completedProject = projectWithMembers
  .extend({
    completedNow: z.boolean().describe('false: it was already completed, and this call changed nothing'),
    assignmentsEnded: z.int(),
    signals: z.int().describe('number of new signals'),
  })
  .meta({ id: 'CompletedProject' });
export type CompletedProject = z.infer<typeof completedProject>;

/** What completing the project now would change. */
export const completionPreview = z
  .object({
    members: z.int().nonnegative().describe('people with an active assignment'),
    assignmentsEnded: z.int().nonnegative(),
    signals: z.int().nonnegative().describe('number of new signals'),
    decisions: z
      .object({
        pending: z.int().nonnegative().describe('pending suggestions that the inbox lists under this project'),
        toAdmins: z
          .int()
          .nonnegative()
          .describe('those that no Tech Lead will see; the others are listed under other projects of the person'),
      })
      .describe('also move when the project is archived'),
    newMembers: z
      .array(z.object({ profileId: z.int(), name: z.string() }))
      .describe(`people who joined less than a day ago, by name, at most ${LARGEST_PAGE_SIZE}`),
  })
  .meta({ id: 'CompletionPreview' });
export type CompletionPreview = z.infer<typeof completionPreview>;
