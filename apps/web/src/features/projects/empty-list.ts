import type { ProjectStatus } from '@skilltrace/contract';

export interface ListAsked {
  status: ProjectStatus | 'all';
  who: 'anybody' | 'mine' | 'led';
  isSearched: boolean;
  isAdmin: boolean;
}

/** Why a list of projects is empty, and what would fill it. */
export function emptyListInWords({ status, who, isSearched, isAdmin }: ListAsked): { title: string; sentence: string } {
  const kind = status === 'all' ? '' : `${status} `;
  if (isSearched) return { title: `No ${kind}project fits`, sentence: 'Another word, skill or status may.' };
  if (who === 'mine')
    return status === 'active' || status === 'all'
      ? { title: 'You are on no active project', sentence: 'Here stand the projects that a Tech Lead or an admin assigns you to.' }
      : {
          title: 'Nobody is on it any more',
          sentence: `One is on a project while it is active. Your ${status} ones stand among everybody’s.`,
        };
  if (who === 'led')
    return { title: `You lead no ${kind}project`, sentence: 'Here stand the projects whose Tech Lead you are. An admin sets it.' };
  if (status === 'completed')
    return { title: 'No project is completed', sentence: 'A project comes here when its Tech Lead completes it.' };
  if (status === 'archived') return { title: 'No project is archived', sentence: 'A project comes here when its Tech Lead archives it.' };
  return {
    title: 'No projects yet',
    sentence: isAdmin
      ? 'Create the first one, or import an organization file.'
      : 'Here stand the projects that an admin creates or imports.',
  };
}
