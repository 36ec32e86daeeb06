import { plural, t } from '@lingui/core/macro';
import type { Skill, SkillUsage } from '@skilltrace/contract';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';

/** The consequences of renaming a skill, as sentences. */
export function afterRenaming(usage: SkillUsage, before: string, after: string): string[] {
  const [formerName, newName] = [isolate(before), isolate(after)];
  const { activeAssignmentsTagged: tagged } = usage;
  const tags =
    tagged === 0
      ? t`No active assignment uses this tag.`
      : t`The tag “${formerName}” of ${plural(tagged, { one: '# active assignment', other: '# active assignments' })} changes to “${newName}” in the same step, so that Core Stacks stay complete. Ended assignments keep the old tag.`;
  const linked = linkedTo(usage);
  return [
    tags,
    ...(linked === undefined ? [] : [t`Kept under the new name: ${linked}.`]),
    t`“${formerName}” becomes a former name: imports and searches that use it find “${newName}”.`,
  ];
}

/** The consequences of deactivating a skill, as sentences. */
export function afterDeactivating(usage: SkillUsage): string[] {
  const { projectsDeclaring, pendingSuggestions } = usage;
  const linked = linkedTo({ ...usage, projectsDeclaring: 0, pendingSuggestions: 0 });
  return [
    t`People can no longer report this skill, projects can no longer declare it, and the nightly job no longer flags it as stale.`,
    projectsDeclaring > 0 &&
      plural(projectsDeclaring, {
        one: '# active project still declares this skill. Work there keeps creating signals.',
        other: '# active projects still declare this skill. Work there keeps creating signals.',
      }),
    pendingSuggestions > 0 &&
      plural(pendingSuggestions, {
        one: '# pending suggestion for this skill can still be decided.',
        other: '# pending suggestions for this skill can still be decided.',
      }),
    linked !== undefined && t`Existing data is kept: ${linked}.`,
    t`You can reactivate the skill at any time.`,
  ].filter((sentence) => sentence !== false);
}

/** The consequences of reactivating a skill, as sentences. A merged skill becomes separate again. */
export const afterReactivating = (skill: Pick<Skill, 'name' | 'mergedInto'> | undefined): string[] => [
  ...(skill?.mergedInto ? afterUnmerging(skill.name, skill.mergedInto.name) : []),
  t`People can report this skill again, and projects can declare it. The nightly job flags it again where it is part of a Core Stack and was last validated more than a year ago.`,
];

function afterUnmerging(merged: string, remaining: string): string[] {
  const [name, other] = [isolate(merged), isolate(remaining)];
  return [
    t`This ends the merge into “${other}”: imports and searches for “${name}” and its aliases find this skill again.`,
    t`Scopes, tags, validated levels and suggestions that moved to “${other}” stay there.`,
  ];
}

/** A list of the records that belong to a skill, with their counts. */
function linkedTo({ projectsDeclaring, peopleValidated, pendingSuggestions, signals }: SkillUsage): string | undefined {
  const records = [
    projectsDeclaring > 0 && plural(projectsDeclaring, { one: '# project that declares it', other: '# projects that declare it' }),
    peopleValidated > 0 && plural(peopleValidated, { one: '# validated level', other: '# validated levels' }),
    pendingSuggestions > 0 && plural(pendingSuggestions, { one: '# pending suggestion', other: '# pending suggestions' }),
    signals > 0 && plural(signals, { one: '# signal', other: '# signals' }),
  ].filter((record) => record !== false);
  return records.length === 0 ? undefined : listInWords(records);
}
