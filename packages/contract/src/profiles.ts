import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { SUGGESTION_SOURCES } from '@skilltrace/domain/validation/suggestion';
import { z } from 'zod';
import { fieldProblem, issueOf } from './field-reasons.ts';
import { booleanParameter, email, idParameter, line, searchText, text, timestampOut } from './fields.ts';
import { idParameters, nameOrder, page, pageQuery } from './page.ts';
import { newPassword } from './session.ts';

export const proficiencyLevel = z.enum(PROFICIENCY_LEVELS).meta({ id: 'ProficiencyLevel' });
export type ProficiencyLevel = z.infer<typeof proficiencyLevel>;
export const suggestionSource = z.enum(SUGGESTION_SOURCES).meta({ id: 'SuggestionSource' });

const LONGEST_URL = 2_000;
const MOST_SKILLS_ASKED = 20;

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const avatarUrl = text(1, LONGEST_URL).refine(isWebAddress, issueOf('must be an address that begins with https:// or http://'));

const personShown = {
  id: z.int(),
  name: z.string(),
  title: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  isActive: z.boolean().describe('false for someone who left'),
};

/** A person in a list. E-mail addresses and who is an admin are told to admins only. */
export const profileItem = z
  .object({
    ...personShown,
    email: z.string().optional().describe('for admins'),
    isAdmin: z.boolean().optional().describe('for admins'),
  })
  .meta({ id: 'ProfileItem' });
export type ProfileItem = z.infer<typeof profileItem>;
export const profilePage = page(profileItem);

/** A person, for the person and admins. */
export const profile = z
  .object({
    ...personShown,
    email: z.string(),
    isAdmin: z.boolean(),
    createdAt: timestampOut,
    sharesValidatedSkills: z.boolean().describe('everybody signed in sees the validated levels, with age, and no signals'),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof profile>;

const personNamed = z.object({ id: z.int(), name: z.string() });

/** The mark of a validation that came with a file. Nobody in Skilltrace decided it. */
export const importedValidation = z
  .object({ validator: personNamed.nullable().describe('according to the import; null where the file names no validator') })
  .nullable()
  .describe('null where someone decided it in Skilltrace');

export const validatedSkill = z
  .object({
    skillId: z.int(),
    skillName: z.string(),
    category: z.string(),
    isActive: z.boolean().describe('whether the skill is in use; one that is not never goes stale'),
    proficiencyLevel,
    lastValidatedAt: timestampOut,
    lastValidatedBy: personNamed.nullable().describe('who decided in Skilltrace; null where it came with an import'),
    imported: importedValidation,
  })
  .meta({ id: 'ValidatedSkill' });
export type ValidatedSkill = z.infer<typeof validatedSkill>;

export const pendingSkill = z
  .object({
    suggestionId: z.int(),
    skillId: z.int(),
    skillName: z.string(),
    category: z.string(),
    source: suggestionSource,
    suggestedProficiency: proficiencyLevel,
    createdAt: timestampOut,
  })
  .meta({ id: 'PendingSkill' });
export type PendingSkill = z.infer<typeof pendingSkill>;

export const currentAssignment = z
  .object({
    assignmentId: z.int(),
    projectId: z.int(),
    projectName: z.string(),
    role: z.string(),
    tags: z.array(z.string()),
    startedAt: timestampOut,
    assignedBy: personNamed.nullable().describe('null where it came with an import'),
    techLead: personNamed.extend({ isActive: z.boolean().describe('false for someone who left, and decides nothing') }),
  })
  .meta({ id: 'CurrentAssignment' });
export type CurrentAssignment = z.infer<typeof currentAssignment>;

const ACCOUNT = 'for the person and admins';

/** The page of a person: header, the three tiers of their skills, and what they are on now. */
export const profileWithSkills = z
  .object({
    ...personShown,
    createdAt: timestampOut,
    email: z.string().optional().describe(ACCOUNT),
    isAdmin: z.boolean().optional().describe(ACCOUNT),
    sharesValidatedSkills: z.boolean().optional().describe(ACCOUNT),
    erasedAt: timestampOut.nullable().describe('of somebody erased: the name and the address stand in for theirs'),
    skills: z.object({
      coreStack: z.array(validatedSkill).describe('validated, and by its exact name a tag of an active assignment'),
      validatedInventory: z.array(validatedSkill).describe('the other validated skills'),
      pending: z
        .array(pendingSkill)
        .describe('suggestions that wait for a decision: all for the person and admins, for a Tech Lead those that are theirs to decide'),
    }),
    currentAssignments: z.array(currentAssignment),
  })
  .meta({ id: 'ProfileWithSkills' });
export type ProfileWithSkills = z.infer<typeof profileWithSkills>;

export const createProfileBody = z.strictObject({
  email,
  name: line(),
  title: line().optional(),
  isAdmin: z.boolean().optional(),
  password: newPassword.optional().describe('left out, the person cannot sign in until invited'),
  admitErased: z.boolean().optional().describe('true accepts the address of an erased person, who comes back as a new person'),
});
export type CreateProfileBody = z.infer<typeof createProfileBody>;

export const updateProfileBody = z.strictObject({
  name: line().optional(),
  title: line().nullable().optional(),
  email: email.optional(),
  avatarUrl: avatarUrl.nullable().optional(),
  isAdmin: z.boolean().optional(),
  isActive: z.boolean().optional().describe('false ends sign-in, API tokens and active assignments; both ledgers stay'),
  sharesValidatedSkills: z.boolean().optional().describe('only the person themselves; the other fields are for admins'),
});
export type UpdateProfileBody = z.infer<typeof updateProfileBody>;

const skillIds = z.union([
  idParameter.transform((value) => [value]),
  z.array(idParameter).max(MOST_SKILLS_ASKED, fieldProblem('must be at most {max} ids', { max: MOST_SKILLS_ASKED }).message),
]);

export const listProfilesQuery = z.strictObject({
  search: searchText
    .optional()
    .describe('a part of the name, in any case, with accents or without; admins find people by e-mail address as well'),
  order: nameOrder.optional(),
  skillId: skillIds.optional().describe('repeatable: people who have all of these validated, among those whose skills the caller may see'),
  projectId: idParameter.optional().describe('people who are actively on this project'),
  isActive: booleanParameter.optional().describe('false: those who left'),
  id: idParameters
    .optional()
    .describe(`only people with these ids (\`?id=1&id=2\`, up to ${LARGEST_PAGE_SIZE}); without \`limit\`, all of them`),
  ...pageQuery,
});
export type ListProfilesQuery = z.infer<typeof listProfilesQuery>;
