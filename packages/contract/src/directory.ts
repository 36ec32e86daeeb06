import { LONGEST_DESCRIPTION, MOST_DECLARED_SKILLS } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { tags } from './assignments.ts';
import { directorySections } from './directory-sections.ts';
import { fieldProblem } from './field-reasons.ts';
import { email, externalId, line, text, timestamp } from './fields.ts';
import { unknownFieldsIn } from './issue-in-words.ts';
import { fieldErrors, problemParams } from './problem.ts';
import { proficiencyLevel, suggestionSource, updateProfileBody } from './profiles.ts';
import { projectMetadata, projectStatus } from './projects.ts';

export const directorySkill = z.strictObject({ name: line(), category: line(), isActive: z.boolean().optional() });
export type DirectorySkill = z.infer<typeof directorySkill>;

export const directoryProfile = z.strictObject({
  email,
  name: line(),
  title: updateProfileBody.shape.title,
  avatarUrl: updateProfileBody.shape.avatarUrl,
  externalId: externalId.optional().describe('identifies the person, so that address and name can change'),
  isAdmin: z.boolean().optional(),
});
export type DirectoryProfile = z.infer<typeof directoryProfile>;

export const directoryProject = z.strictObject({
  externalId,
  name: line(),
  description: text(0, LONGEST_DESCRIPTION).optional(),
  techLead: email,
  skills: z.array(line()).max(MOST_DECLARED_SKILLS).optional().describe('names of all declared skills; replaces the existing scope'),
  status: projectStatus.optional().describe('`completed` completes an active project as its Tech Lead would; it is never undone'),
  completedAt: timestamp
    .optional()
    .describe('only with the status `completed`; defaults to the latest end of its assignments, or to now if an assignment is still open'),
  metadata: projectMetadata.optional().describe('replaces the existing metadata'),
});
export type DirectoryProject = z.infer<typeof directoryProject>;

export const directoryAssignment = z.strictObject({
  email,
  projectExternalId: externalId,
  role: line(),
  tags: tags.optional(),
  startedAt: timestamp.optional().describe('not in the future; a new assignment defaults to now'),
  endedAt: timestamp.optional().describe('not in the future; an existing end is not changed'),
});
export type DirectoryAssignment = z.infer<typeof directoryAssignment>;

export const directoryEmployeeSkill = z.strictObject({
  email,
  skill: line(),
  proficiencyLevel,
  lastValidatedAt: timestamp.describe('not in the future; a newer validation and a decision of a Tech Lead are kept'),
  lastValidatedByEmail: email
    .optional()
    .describe('another person; shown as the validator according to the import, not as a decision of that person'),
});
export type DirectoryEmployeeSkill = z.infer<typeof directoryEmployeeSkill>;

export const directorySuggestion = z.strictObject({
  email,
  skill: line(),
  suggestedProficiency: proficiencyLevel,
  source: suggestionSource.optional().describe('defaults to SELF_REPORT'),
  createdAt: timestamp.optional().describe('not in the future; defaults to now'),
});
export type DirectorySuggestion = z.infer<typeof directorySuggestion>;

/** The schema for the entries of each section. An invalid entry is rejected without affecting the others. */
export const directoryEntry = {
  skills: directorySkill,
  profiles: directoryProfile,
  projects: directoryProject,
  assignments: directoryAssignment,
  employeeSkills: directoryEmployeeSkill,
  suggestions: directorySuggestion,
} as const;

/** An organization file whose entries are all valid. Omitted sections and optional fields are not changed. */
export const syncDirectoryBody = z.strictObject({
  skills: z.array(directorySkill).optional().describe('identified by name; a former name means the renamed skill'),
  profiles: z.array(directoryProfile).optional().describe('identified by externalId, or by e-mail address if there is no externalId'),
  projects: z.array(directoryProject).optional().describe('identified by externalId'),
  assignments: z.array(directoryAssignment).optional().describe('identified by person, project and start'),
  employeeSkills: z.array(directoryEmployeeSkill).optional().describe('identified by person and skill'),
  suggestions: z
    .array(directorySuggestion)
    .optional()
    .describe('added as PENDING, unless a suggestion for this person and skill is pending or the same suggestion was already decided'),
});
export type SyncDirectoryBody = z.infer<typeof syncDirectoryBody>;

const anyEntries = z.array(z.unknown(), { error: fieldProblem('must be a list').message }).optional();
/** The minimum for reading a file: an object whose sections are known lists. The entries are checked one by one. */
export const directoryFile = z.strictObject(
  {
    skills: anyEntries,
    profiles: anyEntries,
    projects: anyEntries,
    assignments: anyEntries,
    employeeSkills: anyEntries,
    suggestions: anyEntries,
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? fieldProblem('has no section {fields}; the sections are skills, profiles, projects, assignments, employeeSkills, suggestions', {
            fields: unknownFieldsIn(issue.keys),
          }).message
        : fieldProblem('must be one JSON object with the sections skills, profiles, projects, assignments, employeeSkills, suggestions')
            .message,
  },
);
export type DirectoryFile = z.infer<typeof directoryFile>;

const sectionReport = z
  .object({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() })
  .meta({ id: 'DirectorySectionReport' });
export type DirectorySectionReport = z.infer<typeof sectionReport>;

export const directoryReport = z
  .object({
    skills: sectionReport,
    profiles: sectionReport,
    projects: sectionReport,
    assignments: sectionReport,
    employeeSkills: sectionReport,
    suggestions: sectionReport,
    signals: z.int().describe('number of new signals in the ledger'),
    rejected: z
      .array(
        z.object({
          section: z.enum(directorySections),
          index: z.int().describe('position in the section, counted from 0'),
          path: z.string().describe('path of the entry or its field, such as `profiles.3.email`'),
          code: z.string(),
          message: z.string(),
          reason: z.string().optional().describe('the name of the sentence in `message`; left out where `errors` says it'),
          params: problemParams.optional(),
          errors: fieldErrors.optional().describe('what is wrong with which field of the entry, up to five'),
        }),
      )
      .describe('the first 100'),
    renamed: z
      .array(z.object({ name: z.string(), currentName: z.string() }))
      .describe('former names of skills in the file, with their current names; the first 100'),
  })
  .meta({ id: 'DirectoryReport' });
export type DirectoryReport = z.infer<typeof directoryReport>;
