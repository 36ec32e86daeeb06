import { z } from 'zod';
import { tags } from './assignments.ts';
import { email, externalId, line, text, timestamp } from './fields.ts';
import { proficiencyLevel, suggestionSource, updateProfileBody } from './profiles.ts';
import { MOST_DECLARED_SKILLS, projectMetadata, projectStatus } from './projects.ts';

export const directorySkill = z.strictObject({ name: line(), category: line(), isActive: z.boolean().optional() });
export type DirectorySkill = z.infer<typeof directorySkill>;

export const directoryProfile = z.strictObject({
  email,
  name: line(),
  title: updateProfileBody.shape.title,
  avatarUrl: updateProfileBody.shape.avatarUrl,
  externalId: externalId.optional().describe('unique among people'),
  isAdmin: z.boolean().optional(),
});
export type DirectoryProfile = z.infer<typeof directoryProfile>;

export const directoryProject = z.strictObject({
  externalId,
  name: line(),
  description: text(0, 10_000).optional(),
  techLead: email,
  skills: z.array(line()).max(MOST_DECLARED_SKILLS).optional().describe('names; the whole declared scope'),
  status: projectStatus.optional().describe('`completed` completes an active project as its Tech Lead would; it is never undone'),
  metadata: projectMetadata.optional().describe('replaces the metadata that stands'),
});
export type DirectoryProject = z.infer<typeof directoryProject>;

export const directoryAssignment = z.strictObject({
  email,
  projectExternalId: externalId,
  role: line(),
  tags: tags.optional(),
  startedAt: timestamp.optional().describe('not in the future; now if left out of a new assignment'),
  endedAt: timestamp.optional().describe('not in the future; an end that stands is not changed'),
});
export type DirectoryAssignment = z.infer<typeof directoryAssignment>;

export const directoryEmployeeSkill = z.strictObject({
  email,
  skill: line(),
  proficiencyLevel,
  lastValidatedAt: timestamp.describe('not in the future; a newer validation that stands is kept'),
  lastValidatedByEmail: email.optional().describe('never the person themselves'),
});
export type DirectoryEmployeeSkill = z.infer<typeof directoryEmployeeSkill>;

export const directorySuggestion = z.strictObject({
  email,
  skill: line(),
  suggestedProficiency: proficiencyLevel,
  source: suggestionSource.optional().describe('SELF_REPORT unless told'),
  createdAt: timestamp.optional().describe('not in the future; now if left out'),
});
export type DirectorySuggestion = z.infer<typeof directorySuggestion>;

/** What an organisation knows of itself. What is left out stays as it is, whole sections and optional fields alike. */
export const syncDirectoryBody = z.strictObject({
  skills: z.array(directorySkill).optional().describe('upserted by name'),
  profiles: z.array(directoryProfile).optional().describe('upserted by e-mail address'),
  projects: z.array(directoryProject).optional().describe('upserted by externalId'),
  assignments: z.array(directoryAssignment).optional().describe('upserted by person and project'),
  employeeSkills: z.array(directoryEmployeeSkill).optional().describe('upserted by person and skill'),
  suggestions: z
    .array(directorySuggestion)
    .optional()
    .describe('added as PENDING, unless one waits for that person and skill or the same was decided already'),
});
export type SyncDirectoryBody = z.infer<typeof syncDirectoryBody>;

/** Bytes of an organization file at most, unpacked: it is one transaction, and held as a whole. */
export const LARGEST_ORGANISATION = 64 * 1024 * 1024;

export const directorySections = ['skills', 'profiles', 'projects', 'assignments', 'employeeSkills', 'suggestions'] as const;
export type DirectorySection = (typeof directorySections)[number];

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
          code: z.string(),
          message: z.string(),
        }),
      )
      .describe('the first hundred'),
  })
  .meta({ id: 'DirectoryReport' });
export type DirectoryReport = z.infer<typeof directoryReport>;
