import { t } from '@lingui/core/macro';
import type { InboxEmployee, InboxSuggestion, ValidationInbox } from '@skilltrace/contract';

export interface WaitingPerson extends Pick<InboxEmployee, 'profileId' | 'name' | 'avatarUrl' | 'role'> {
  suggestions: readonly InboxSuggestion[];
}

/** A project with people who have pending suggestions, or the people without a Tech Lead. */
export interface WaitingGroup {
  /** Null for people without a Tech Lead. */
  projectId: number | null;
  name: string;
  count: number;
  people: readonly WaitingPerson[];
}

/** The inbox without the suggestions decided in this tab, and without people and projects that have none left. */
export function waitingGroups({ projects, unassigned }: ValidationInbox, decided: ReadonlySet<number>): WaitingGroup[] {
  const groups = [
    ...projects.map(({ projectId, projectName, employees }) => groupOf(projectId, projectName, employees, decided)),
    groupOf(null, t`No Tech Lead`, unassigned, decided),
  ];
  return groups.filter(({ count }) => count > 0);
}

function groupOf(projectId: number | null, name: string, employees: readonly InboxEmployee[], decided: ReadonlySet<number>): WaitingGroup {
  const people = employees
    .map((person) => ({ ...person, suggestions: person.suggestions.filter(({ id }) => !decided.has(id)) }))
    .filter(({ suggestions }) => suggestions.length > 0);
  return { projectId, name, people, count: people.reduce((sum, { suggestions }) => sum + suggestions.length, 0) };
}

/** The number of pending suggestions. One that is listed under several projects counts once. */
export const countWaiting = (groups: readonly WaitingGroup[]): number =>
  new Set(groups.flatMap(({ people }) => people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id)))).size;
