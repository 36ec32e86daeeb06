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

/** The other projects that list each suggestion which is listed in several. */
export function otherPlacesOf(groups: readonly WaitingGroup[]): ReadonlyMap<string, readonly string[]> {
  const listed = new Map<number, WaitingGroup[]>();
  for (const group of groups)
    for (const { suggestions } of group.people) for (const { id } of suggestions) listed.set(id, [...(listed.get(id) ?? []), group]);
  const others = new Map<string, readonly string[]>();
  for (const [id, all] of listed)
    if (all.length > 1)
      for (const group of all)
        others.set(
          placeKey(group.projectId, id),
          all.filter((one) => one !== group).map(({ name }) => name),
        );
  return others;
}

export const placeKey = (projectId: number | null, suggestionId: number): string => `${projectId} ${suggestionId}`;

/** The number of pending suggestions. One that is listed under several projects counts once. */
export const countWaiting = (groups: readonly WaitingGroup[]): number =>
  new Set(groups.flatMap(({ people }) => people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id)))).size;
