import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { SUGGESTION_SOURCES } from '@skilltrace/domain/validation/suggestion';
import { z } from 'zod';
import { fieldProblem, issueOf } from './field-reasons.ts';
import { booleanParameter, email, idParameter, language, line, searchText, text, timestampOut } from './fields.ts';
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
  isActive: z.boolean().describe('false for a former member'),
};

/** Whether a person can sign in, has an open invitation, or neither. */
export const signInState = z.enum(['active', 'invited', 'none']).meta({ id: 'SignInState' });
export type SignInState = z.infer<typeof signInState>;

/** A person in a list. Only admins see e-mail addresses and admin rights. */
export const profileItem = z
  .object({
    ...personShown,
    email: z.string().optional().describe('only for admins'),
    isAdmin: z.boolean().optional().describe('only for admins'),
    access: signInState.optional().describe('only for admins'),
    invitedUntil: timestampOut.nullable().optional().describe('only for admins: when an open invitation expires; null if there is none'),
  })
  .meta({ id: 'ProfileItem' });
export type ProfileItem = z.infer<typeof profileItem>;
export const profilePage = page(profileItem);

/** A person, as shown to the person and to admins. */
export const profile = z
  .object({
    ...personShown,
    email: z.string(),
    isAdmin: z.boolean(),
    createdAt: timestampOut,
    sharesValidatedSkills: z.boolean().describe('true: all signed-in people see the validated levels and their age, but no signals'),
    language: z.string().nullable().describe('of the pages; null: the language of the browser'),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof profile>;

const personNamed = z.object({ id: z.int(), name: z.string() });

/** Marks a validation from an import, which is not a decision made in Skilltrace. */
export const importedValidation = z
  .object({ validator: personNamed.nullable().describe('according to the import; null if the file names no validator') })
  .nullable()
  .describe('null if the level was decided in Skilltrace');

export const validatedSkill = z
  .object({
    skillId: z.int(),
    skillName: z.string(),
    category: z.string(),
    isActive: z.boolean().describe('whether the skill is active; an inactive skill never becomes stale'),
    proficiencyLevel,
    lastValidatedAt: timestampOut,
    lastValidatedBy: personNamed.nullable().describe('who decided in Skilltrace; null for an import'),
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
    assignedBy: personNamed.nullable().describe('null for an import'),
    techLead: personNamed.extend({ isActive: z.boolean().describe('false for a former member, who cannot decide') }),
  })
  .meta({ id: 'CurrentAssignment' });
export type CurrentAssignment = z.infer<typeof currentAssignment>;

const ACCOUNT = 'only for the person and admins';

/** A person's page: header, the three tiers of skills, and current assignments. */
export const profileWithSkills = z
  .object({
    ...personShown,
    createdAt: timestampOut,
    email: z.string().optional().describe(ACCOUNT),
    isAdmin: z.boolean().optional().describe(ACCOUNT),
    sharesValidatedSkills: z.boolean().optional().describe(ACCOUNT),
    language: z.string().nullable().optional().describe(ACCOUNT),
    erasedAt: timestampOut.nullable().describe('set if the person was erased; then name and address are placeholders'),
    skills: z.object({
      coreStack: z.array(validatedSkill).describe('validated skills whose exact name is a tag of an active assignment'),
      validatedInventory: z.array(validatedSkill).describe('all other validated skills'),
      pending: z
        .array(pendingSkill)
        .describe(
          'suggestions that wait for a decision. The person and admins see all; a Tech Lead sees those that the Tech Lead can decide',
        ),
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
  password: newPassword.optional().describe('without it, the person cannot sign in until invited'),
  admitErased: z.boolean().optional().describe('true: accepts the address of an erased person and creates a new person'),
});
export type CreateProfileBody = z.infer<typeof createProfileBody>;

export const updateProfileBody = z.strictObject({
  name: line().optional(),
  title: line().nullable().optional(),
  email: email.optional(),
  avatarUrl: avatarUrl.nullable().optional(),
  isAdmin: z.boolean().optional(),
  isActive: z.boolean().optional().describe('false ends sign-in, API tokens and active assignments; both ledgers are kept'),
  sharesValidatedSkills: z.boolean().optional().describe('only the person can change this'),
  language: language.nullable().optional().describe('of the pages; null: the language of the browser; only the person can change this'),
});
export type UpdateProfileBody = z.infer<typeof updateProfileBody>;

const skillIds = z.union([
  idParameter.transform((value) => [value]),
  z.array(idParameter).max(MOST_SKILLS_ASKED, fieldProblem('must be at most {max} ids', { max: MOST_SKILLS_ASKED }).message),
]);

export const listProfilesQuery = z.strictObject({
  search: searchText.optional().describe('part of the name, ignoring case and accents; admins can also search by e-mail address'),
  order: nameOrder.optional(),
  skillId: skillIds
    .optional()
    .describe('repeatable: people with validated levels for all of these skills, if the caller may see their skills'),
  projectId: idParameter.optional().describe('people with an active assignment on this project'),
  isActive: booleanParameter.optional().describe('false: former members'),
  access: signInState.optional().describe('only for admins: people who can sign in, who have an open invitation, or neither'),
  id: idParameters
    .optional()
    .describe(`only people with these ids (\`?id=1&id=2\`, up to ${LARGEST_PAGE_SIZE}); without \`limit\`, all of them`),
  ...pageQuery,
});
export type ListProfilesQuery = z.infer<typeof listProfilesQuery>;
