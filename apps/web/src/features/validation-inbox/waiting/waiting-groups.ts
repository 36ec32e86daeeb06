import type { InboxEmployee, InboxSuggestion, ValidationInbox } from '@skilltrace/contract';

export interface WaitingPerson extends Pick<InboxEmployee, 'profileId' | 'name' | 'avatarUrl' | 'role'> {
  suggestions: readonly InboxSuggestion[];
}

/** A project with people who wait, or those whom no Tech Lead sees. */
export interface WaitingGroup {
  /** Null where nobody leads them. */
  projectId: number | null;
  name: string;
  count: number;
  people: readonly WaitingPerson[];
}

/** The inbox without what was decided here; people and projects with nothing left are not there. */
export function waitingGroups({ projects, unassigned }: ValidationInbox, decided: ReadonlySet<number>): WaitingGroup[] {
  const groups = [
    ...projects.map(({ projectId, projectName, employees }) => groupOf(projectId, projectName, employees, decided)),
    groupOf(null, 'Nobody leads them', unassigned, decided),
  ];
  return groups.filter(({ count }) => count > 0);
}

function groupOf(projectId: number | null, name: string, employees: readonly InboxEmployee[], decided: ReadonlySet<number>): WaitingGroup {
  const people = employees
    .map((person) => ({ ...person, suggestions: person.suggestions.filter(({ id }) => !decided.has(id)) }))
    .filter(({ suggestions }) => suggestions.length > 0);
  return { projectId, name, people, count: people.reduce((sum, { suggestions }) => sum + suggestions.length, 0) };
}

/** How many decisions wait: a suggestion may stand under several projects, and is one. */
export const countWaiting = (groups: readonly WaitingGroup[]): number =>
  new Set(groups.flatMap(({ people }) => people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id)))).size;
