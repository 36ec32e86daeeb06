import type { ErasurePreview } from '@skilltrace/contract';
import { plural } from '#lib/format/time.ts';

export interface ErasureWords {
  /** What goes and ends, for good. */
  goes: string[];
  /** What stays, and of whom. */
  stays: string[];
  /** What is left to do, or to know. */
  notes: string[];
}

/** What erasing somebody does, from the figures of the preview; what there is none of is not told. */
export function erasureWords({ ends, goes, stays }: Pick<ErasurePreview, 'ends' | 'goes' | 'stays'>): ErasureWords {
  const ending = [
    count(ends.assignments, 'active assignment'),
    count(ends.pendingSuggestions, 'suggestion that waits', 'suggestions that wait'),
    count(ends.mentorshipSessions, 'mentorship session to come', 'mentorship sessions to come'),
    count(ends.apiTokens, 'API token'),
  ].filter((part) => part !== undefined);
  return {
    goes: [
      'Name, e-mail address, title, picture and password. They are signed out everywhere at once.',
      ...(goes.progressUpdates > 0 ? [`The text of ${plural(goes.progressUpdates, 'progress update')}.`] : []),
      ...(goes.mentions > 0 ? [`Full name and address in ${plural(goes.mentions, 'text')} of others.`] : []),
      ...(ending.length > 0 ? [`${ending.join(', ')}.`] : []),
    ],
    stays: [
      `${plural(stays.signals, 'signal')} and ${plural(stays.validatedSkills, 'validated skill')}, as those of a former member. Charts keep their figures; those of a team are about who is on it now.`,
    ],
    notes: [
      ...(stays.projectsLed > 0
        ? [`They lead ${plural(stays.projectsLed, 'active project')}; until each has another Tech Lead, admins decide there.`]
        : []),
      ...(stays.keys > 0
        ? [
            `${plural(stays.keys, 'name of a skill, tag or external id', 'names of skills, tags or external ids')} with their name or address in it stay as they are.`,
          ]
        : []),
      'Backups, nicknames and first names alone in texts of others are out of its reach.',
    ],
  };
}

const count = (number: number, one: string, many?: string) => (number > 0 ? plural(number, one, many) : undefined);
