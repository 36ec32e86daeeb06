import type { SkillUsage } from '@skilltrace/contract';
import { plural } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';

/** What follows from a new name, in sentences: first what changes, then what does not. */
export function afterRenaming(usage: SkillUsage, before: string, after: string): string[] {
  const tagged = usage.activeAssignmentsTagged;
  const tags =
    tagged === 0
      ? `No assignment that runs is tagged “${isolate(before)}”, so no tag changes.`
      : `The tag “${isolate(before)}” of ${plural(tagged, 'assignment')} that ${tagged === 1 ? 'runs' : 'run'} becomes “${isolate(after)}” at the same moment, so that no Core Stack falls apart. Assignments that ended keep the old tag.`;
  const alias = `“${isolate(before)}” stays a former name: imports and searches that use it find “${isolate(after)}”.`;
  const pointing = whatPointsToIt(usage);
  return pointing === undefined ? [tags, alias] : [tags, `${pointing} keep pointing to it, under the new name.`, alias];
}

/** What follows from taking a skill out of use. */
export function afterDeactivating(usage: SkillUsage): string[] {
  const { projectsDeclaring, pendingSuggestions } = usage;
  const standing = whatPointsToIt({ ...usage, projectsDeclaring: 0, pendingSuggestions: 0 });
  return [
    'Nobody can report it any more, no further project can declare it, and the nightly job no longer flags it as stale.',
    projectsDeclaring > 0 &&
      `${plural(projectsDeclaring, 'active project declares it and keeps it', 'active projects declare it and keep it')}: work there goes on to emit its signals.`,
    pendingSuggestions > 0 && `${plural(pendingSuggestions, 'suggestion')} about it can still be decided.`,
    standing === undefined ? 'You can reactivate it at any time.' : `Nothing is lost: ${standing} stay. You can reactivate it at any time.`,
  ].filter((sentence) => sentence !== false);
}

export const afterReactivating = (): string[] => [
  'People can report it again, projects can declare it, and the nightly job flags it where it is in a Core Stack and was validated more than a year ago.',
];

function whatPointsToIt({ projectsDeclaring, peopleValidated, pendingSuggestions, signals }: SkillUsage): string | undefined {
  const parts = [
    projectsDeclaring > 0 && plural(projectsDeclaring, 'project that declares it', 'projects that declare it'),
    peopleValidated > 0 && plural(peopleValidated, 'validated level'),
    pendingSuggestions > 0 && plural(pendingSuggestions, 'suggestion that waits', 'suggestions that wait'),
    signals > 0 && plural(signals, 'signal'),
  ].filter((part) => part !== false);
  const last = parts.pop();
  if (last === undefined) return undefined;
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
