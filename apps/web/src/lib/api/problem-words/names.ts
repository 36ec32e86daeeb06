import { t } from '@lingui/core/macro';
import type { ContradictionSubject, FieldKind, Resource } from '@skilltrace/contract';
import { MENTORSHIP_STATUSES, type MentorshipStatus } from '@skilltrace/domain/mentorship/session';
import { PROFICIENCY_LEVELS, type ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import { levelName } from '#lib/format/names-of-values.ts';
import { exactTime } from '#lib/format/time.ts';

// The values of problems that are a name of the API: what people call each of them, or the sentence about each.

/** The entry of a table for a value that came from the server, which may know more of them. */
function entryOf<Entry>(table: Readonly<Record<string, Entry>>, value: unknown): Entry | undefined {
  return typeof value === 'string' && Object.hasOwn(table, value) ? table[value] : undefined;
}

const notFound: Readonly<Record<Resource, () => string>> = {
  'API token': () => t`This API token does not exist.`,
  assignment: () => t`This assignment does not exist.`,
  demo: () => t`This demo does not exist.`,
  invitation: () => t`This invitation does not exist.`,
  'mentorship session': () => t`This mentorship session does not exist.`,
  person: () => t`This person does not exist.`,
  'progress update': () => t`This progress update does not exist.`,
  project: () => t`This project does not exist.`,
  session: () => t({ message: 'This session does not exist.', comment: 'A browser in which a person is signed in' }),
  skill: () => t`This skill does not exist.`,
  'proposed skill': () => t`This proposed skill does not exist.`,
  'saved view': () => t`This saved view does not exist.`,
  suggestion: () => t`This suggestion does not exist.`,
};

export const notFoundInWords = (resource: unknown): string =>
  entryOf(notFound, resource)?.() ?? t`This does not exist, or you may not see it.`;

export function notActiveInWords(status: unknown): string {
  if (status === 'completed') return t`The project is completed.`;
  return status === 'archived' ? t`The project is archived.` : t`The project is no longer active.`;
}

const contradictions: Readonly<Record<ContradictionSubject, (entry: string) => string>> = {
  skill: (entry) => t`${entry} contradicts this entry about the same skill.`,
  person: (entry) => t`${entry} contradicts this entry about the same person.`,
  project: (entry) => t`${entry} contradicts this entry about the same project.`,
  assignment: (entry) => t`${entry} contradicts this entry about the same assignment.`,
  'validated skill': (entry) => t`${entry} contradicts this entry about the same validated skill.`,
  suggestion: (entry) => t`${entry} contradicts this entry about the same suggestion.`,
};

/** @param entry the other entry of the file, such as `skills.3` */
export const contradictionInWords = (entry: string, subject: unknown): string =>
  entryOf(contradictions, subject)?.(entry) ?? t`${entry} contradicts this entry.`;

const kinds: Readonly<Record<FieldKind, () => string>> = {
  text: () => t`must be text`,
  'a number': () => t`must be a number`,
  'a whole number': () => t`must be a whole number`,
  'true or false': () => t`must be true or false`,
  'a list': () => t`must be a list`,
  'an object': () => t`must be an object`,
};

export const kindInWords = (kind: unknown): string => entryOf(kinds, kind)?.() ?? t`is not valid`;

const sessionStatuses: Readonly<Record<MentorshipStatus, () => string>> = {
  pending: () => t({ message: 'pending', context: 'Status of a mentorship session' }),
  accepted: () => t({ message: 'accepted', context: 'Status of a mentorship session' }),
  declined: () => t({ message: 'declined', context: 'Status of a mentorship session' }),
  completed: () => t({ message: 'completed', context: 'Status of a mentorship session' }),
  cancelled: () => t({ message: 'cancelled', context: 'Status of a mentorship session' }),
};

const fields: Readonly<Record<string, () => string>> = {
  userId: () => t({ message: 'author', context: 'Field' }),
  externalId: () => t({ message: 'external id', context: 'Field' }),
  createdAt: () => t({ message: 'time', context: 'Field' }),
  name: () => t({ message: 'name', context: 'Field' }),
  email: () => t({ message: 'e-mail address', context: 'Field' }),
  title: () => t({ message: 'title', context: 'Field' }),
  avatarUrl: () => t({ message: 'picture', context: 'Field' }),
  isAdmin: () => t({ message: 'admin rights', context: 'Field' }),
  isActive: () => t({ message: 'active or former', context: 'Field' }),
};

/** The words for a name of the API or a time, by the parameter that holds it; undefined for any other value, such as a person's name. */
export function nameInWords(param: string, value: string): string | undefined {
  if (param === 'status' || param === 'to')
    return MENTORSHIP_STATUSES.some((status) => status === value) ? entryOf(sessionStatuses, value)?.() : undefined;
  if (param === 'proficiencyLevel')
    return PROFICIENCY_LEVELS.some((level) => level === value) ? levelName(value as ProficiencyLevel) : undefined;
  if (param === 'at') return Number.isNaN(Date.parse(value)) ? undefined : exactTime(value);
  return param === 'fields' ? entryOf(fields, value)?.() : undefined;
}
