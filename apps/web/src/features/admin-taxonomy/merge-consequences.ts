import { plural, t } from '@lingui/core/macro';
import type { SkillMerge } from '@skilltrace/contract';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';

/** The consequences of merging a skill into another one, as sentences. */
export function afterMerging(merge: SkillMerge, merged: string, remaining: string): string[] {
  const [oldName, name] = [isolate(merged), isolate(remaining)];
  const { projectsDeclaring, activeAssignmentsTagged, levelsMoved, levelsEnded, suggestionsMoved, signals } = merge;
  const moving = [
    projectsDeclaring > 0 && plural(projectsDeclaring, { one: 'the scope of # project', other: 'the scopes of # projects' }),
    activeAssignmentsTagged > 0 && plural(activeAssignmentsTagged, { one: 'the tag of # assignment', other: 'the tags of # assignments' }),
    levelsMoved > 0 && plural(levelsMoved, { one: '# validated level', other: '# validated levels' }),
    suggestionsMoved > 0 && plural(suggestionsMoved, { one: '# pending suggestion', other: '# pending suggestions' }),
  ].filter((record) => record !== false);
  const list = listInWords(moving);
  return [
    moving.length === 0
      ? t`No scope, tag, validated level or pending suggestion uses “${oldName}”.`
      : t({ message: `“${name}” takes over: ${list}.`, comment: 'A skill, and a list of records that move to it' }),
    levelsEnded > 0 &&
      plural(levelsEnded, {
        one: `# validated level ends, because a decision about “${name}” exists for the same person. It stays in the history.`,
        other: `# validated levels end, because a decision about “${name}” exists for the same person. They stay in the history.`,
      }),
    signals > 0 &&
      plural(signals, {
        one: `# signal stays with “${oldName}”. Charts show it under that name, and do not count it for “${name}”.`,
        other: `# signals stay with “${oldName}”. Charts show them under that name, and do not count them for “${name}”.`,
      }),
    t`“${oldName}” becomes inactive. Imports and searches that use it, or one of its aliases, find “${name}”.`,
    t`If you reactivate “${oldName}” later, its names lead to it again, but nothing else moves back.`,
  ].filter((sentence) => sentence !== false);
}

/** Why the skill cannot be merged yet. Undefined if it can. */
export const whyNotMerged = ({ suggestionsToDecide }: SkillMerge): string | undefined =>
  suggestionsToDecide === 0
    ? undefined
    : plural(suggestionsToDecide, {
        one: '# pending suggestion must be decided first, because the person has a suggestion or a level in both skills.',
        other: '# pending suggestions must be decided first, because the people have a suggestion or a level in both skills.',
      });
