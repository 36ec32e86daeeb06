import { LONGEST_DESCRIPTION, MOST_DECLARED_SKILLS } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { tags } from './assignments.ts';
import { directorySections } from './directory-sections.ts';
import { fieldProblem } from './field-reasons.ts';
import { email, externalId, line, text, timestamp } from './fields.ts';
import { unknownFieldsIn } from './issue-in-words.ts';
import { proficiencyLevel, suggestionSource, updateProfileBody } from './profiles.ts';
import { projectMetadata, projectStatus } from './projects.ts';

export const directorySkill = z.strictObject({ name: line(), category: line(), isActive: z.boolean().optional() });
export type DirectorySkill = z.infer<typeof directorySkill>;

export const directoryProfile = z.strictObject({
  email,
  name: line(),
  title: updateProfileBody.shape.title,
  avatarUrl: updateProfileBody.shape.avatarUrl,
  externalId: externalId.optional().describe('identifies the person; their address and name may change'),
  isAdmin: z.boolean().optional(),
});
export type DirectoryProfile = z.infer<typeof directoryProfile>;

export const directoryProject = z.strictObject({
  externalId,
  name: line(),
  description: text(0, LONGEST_DESCRIPTION).optional(),
  techLead: email,
  skills: z.array(line()).max(MOST_DECLARED_SKILLS).optional().describe('names; the whole declared scope'),
  status: projectStatus.optional().describe('`completed` completes an active project as its Tech Lead would; it is never undone'),
  completedAt: timestamp
    .optional()
    .describe('with the status `completed`; if left out, the latest end of its assignments, or now while someone is still on it'),
  metadata: projectMetadata.optional().describe('replaces the existing metadata'),
});
export type DirectoryProject = z.infer<typeof directoryProject>;

export const directoryAssignment = z.strictObject({
  email,
  projectExternalId: externalId,
  role: line(),
  tags: tags.optional(),
  startedAt: timestamp.optional().describe('not in the future; now if left out of a new assignment'),
  endedAt: timestamp.optional().describe('not in the future; an existing end is not changed'),
});
export type DirectoryAssignment = z.infer<typeof directoryAssignment>;

export const directoryEmployeeSkill = z.strictObject({
  email,
  skill: line(),
  proficiencyLevel,
  lastValidatedAt: timestamp.describe('not in the future; a newer validation is kept, and so is what a Tech Lead decided'),
  lastValidatedByEmail: email
    .optional()
    .describe('another person; shown as the validator according to the import, never as a decision of theirs'),
});
export type DirectoryEmployeeSkill = z.infer<typeof directoryEmployeeSkill>;

export const directorySuggestion = z.strictObject({
  email,
  skill: line(),
  suggestedProficiency: proficiencyLevel,
  source: suggestionSource.optional().describe('SELF_REPORT if left out'),
  createdAt: timestamp.optional().describe('not in the future; now if left out'),
});
export type DirectorySuggestion = z.infer<typeof directorySuggestion>;

/** The entries of each section. An entry that does not fit is rejected by itself. */
export const directoryEntry = {
  skills: directorySkill,
  profiles: directoryProfile,
  projects: directoryProject,
  assignments: directoryAssignment,
  employeeSkills: directoryEmployeeSkill,
  suggestions: directorySuggestion,
} as const;

/** An organization file whose entries all fit. What is left out stays as it is, whole sections and optional fields alike. */
export const syncDirectoryBody = z.strictObject({
  skills: z.array(directorySkill).optional().describe('identified by name; a former name means the renamed skill'),
  profiles: z.array(directoryProfile).optional().describe('identified by externalId, or by e-mail address where there is none'),
  projects: z.array(directoryProject).optional().describe('identified by externalId'),
  assignments: z.array(directoryAssignment).optional().describe('identified by person, project and start'),
  employeeSkills: z.array(directoryEmployeeSkill).optional().describe('identified by person and skill'),
  suggestions: z
    .array(directorySuggestion)
    .optional()
    .describe('added as PENDING, unless one is pending for that person and skill or the same was decided already'),
});
export type SyncDirectoryBody = z.infer<typeof syncDirectoryBody>;

const anyEntries = z.array(z.unknown(), { error: fieldProblem('must be a list').message }).optional();
/** What a file must be to be read at all: an object whose sections are known lists. Its entries are checked one by one. */
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
    signals: z.int().describe('signals that are new in the ledger'),
    rejected: z
      .array(
        z.object({
          section: z.enum(directorySections),
          index: z.int().describe('place in the section, counted from 0'),
          path: z.string().describe('the entry or its field, such as `profiles.3.email`'),
          code: z.string(),
          message: z.string(),
        }),
      )
      .describe('the first hundred'),
    renamed: z
      .array(z.object({ name: z.string(), currentName: z.string() }))
      .describe('former names of skills that the file uses, and the names that they have now; the first hundred'),
  })
  .meta({ id: 'DirectoryReport' });
export type DirectoryReport = z.infer<typeof directoryReport>;
