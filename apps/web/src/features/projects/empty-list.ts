import { t } from '@lingui/core/macro';
import type { ProjectStatus } from '@skilltrace/contract';

export interface ListFilters {
  status: ProjectStatus | 'all';
  who: 'all' | 'mine' | 'led';
  isSearched: boolean;
  isAdmin: boolean;
}

interface EmptyList {
  title: string;
  sentence: string;
}

/** Explains why a list of projects is empty, and what would fill it. */
export function emptyListInWords({ status, who, isSearched, isAdmin }: ListFilters): EmptyList {
  if (isSearched) return { title: noMatch(status), sentence: t`Try another search term, skill or status.` };
  if (who === 'mine') return noneOfMine(status);
  if (who === 'led') return { title: noneLed(status), sentence: t`Projects appear here when an admin makes you their Tech Lead.` };
  switch (status) {
    case 'completed':
      return { title: t`No completed projects`, sentence: t`Projects appear here when a Tech Lead or an admin completes them.` };
    case 'archived':
      return { title: t`No archived projects`, sentence: t`Projects appear here when a Tech Lead or an admin archives them.` };
    case 'active':
    case 'all':
      return {
        title: t`No projects yet`,
        sentence: isAdmin
          ? t`Create the first project, or import an organization file.`
          : t`Projects appear here when an admin creates or imports them.`,
      };
  }
}

const noMatch = (status: ListFilters['status']): string =>
  ({
    all: t`No matching projects`,
    active: t`No matching active projects`,
    completed: t`No matching completed projects`,
    archived: t`No matching archived projects`,
  })[status];

const noneLed = (status: ListFilters['status']): string =>
  ({
    all: t`You lead no projects`,
    active: t`You lead no active projects`,
    completed: t`You lead no completed projects`,
    archived: t`You lead no archived projects`,
  })[status];

function noneOfMine(status: ListFilters['status']): EmptyList {
  switch (status) {
    case 'active':
    case 'all':
      return {
        title: t`You are not on an active project`,
        sentence: t`Projects appear here when a Tech Lead or an admin assigns you to them.`,
      };
    case 'completed':
      return {
        title: t`Completed projects have no active members`,
        sentence: t`You are on a project only while it is active. Show all projects to find your completed ones.`,
      };
    case 'archived':
      return {
        title: t`Archived projects have no active members`,
        sentence: t`You are on a project only while it is active. Show all projects to find your archived ones.`,
      };
  }
}
