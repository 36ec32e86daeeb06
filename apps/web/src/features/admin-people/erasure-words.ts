import { plural, t } from '@lingui/core/macro';
import type { ErasurePreview } from '@skilltrace/contract';

export interface ErasureWords {
  /** Records that the erasure deletes or ends. */
  goes: string[];
  /** Records that are kept under the name "Former member". */
  stays: string[];
  /** Data that the erasure does not cover, and steps that the admin has to take afterwards. */
  notes: string[];
}

/** Describes what erasing a person does, from the counts of the preview. Counts of zero are left out. */
export function erasureWords({ ends, goes, stays }: Pick<ErasurePreview, 'ends' | 'goes' | 'stays'>): ErasureWords {
  const { assignments, pendingSuggestions, mentorshipSessions, apiTokens } = ends;
  const { progressUpdates, comments, savedViews, skillProposals, mentions } = goes;
  const { signals, validatedSkills, projectsLed, keys } = stays;
  return {
    goes: [
      t`Name, e-mail address, title, picture and password. The person is signed out of all sessions immediately.`,
      progressUpdates > 0 && t`The text of ${plural(progressUpdates, { one: '# progress update', other: '# progress updates' })}.`,
      comments > 0 && t`The text of ${plural(comments, { one: '# comment on a decision', other: '# comments on decisions' })}.`,
      savedViews > 0 && t`${plural(savedViews, { one: '# saved view', other: '# saved views' })}.`,
      skillProposals > 0 && t`${plural(skillProposals, { one: '# proposed skill', other: '# proposed skills' })}.`,
      mentions > 0 &&
        t`Full name and address in ${plural(mentions, { one: '# text by another person', other: '# texts by other people' })}.`,
      assignments > 0 && t`${plural(assignments, { one: '# active assignment', other: '# active assignments' })}.`,
      pendingSuggestions > 0 && t`${plural(pendingSuggestions, { one: '# pending suggestion', other: '# pending suggestions' })}.`,
      mentorshipSessions > 0 &&
        t`${plural(mentorshipSessions, { one: '# upcoming mentorship session', other: '# upcoming mentorship sessions' })}.`,
      apiTokens > 0 && t`${plural(apiTokens, { one: '# API token', other: '# API tokens' })}.`,
    ].filter((sentence) => sentence !== false),
    stays: [
      t`${plural(signals, { one: '# signal', other: '# signals' })} and ${plural(validatedSkills, { one: '# validated skill', other: '# validated skills' })}, under the name “Former member”. Charts keep their totals. Charts of a team show its current members only.`,
    ],
    notes: [
      projectsLed > 0 &&
        plural(projectsLed, {
          one: 'This person leads # active project, which needs another Tech Lead. Until then, admins review its skill requests.',
          other:
            'This person leads # active projects, which need another Tech Lead. Until then, admins review the skill requests of these projects.',
        }),
      keys > 0 &&
        plural(keys, {
          one: '# skill name, tag or external ID contains the name or address of this person. It is not changed.',
          other: '# skill names, tags or external IDs contain the name or address of this person. They are not changed.',
        }),
      t`Backups are not changed, and neither are nicknames and first names in texts by other people.`,
    ].filter((sentence) => sentence !== false),
  };
}
