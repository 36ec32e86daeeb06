import { plural, t } from '@lingui/core/macro';
import type { TimelineEvent } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import type { Lane, TimelineMark } from './timeline-marks.ts';

export const laneName = (lane: Lane): string => (lane === 'projects' ? t`Projects` : t`Validated levels`);

/** Whether the level went up; undefined if it did not change. */
export function directionOf({ level, previousLevel }: TimelineEvent): 'up' | 'down' | undefined {
  if (level === null || previousLevel === null || level === previousLevel) return undefined;
  return PROFICIENCY_LEVELS.indexOf(level) > PROFICIENCY_LEVELS.indexOf(previousLevel) ? 'up' : 'down';
}

const nameOf = ({ projectName, skillName }: TimelineEvent) => isolate(projectName ?? skillName ?? '');
const levelOf = (level: TimelineEvent['level']) => (level === null ? '' : levelName(level));

/** A few words next to a mark: "Joined Harbour", "React: Novice → Advanced", "5 skills imported". */
export function markLabel({ events, lane }: TimelineMark): string {
  const [first] = events;
  if (first && events.length === 1) return eventBriefly(first);
  const count = events.length;
  if (!first || new Set(events.map(({ kind, isImported }) => `${kind} ${isImported}`)).size > 1)
    return plural(count, { one: '# event', other: '# events' });
  if (lane === 'levels' && first.isImported) return plural(count, { one: '# level imported', other: '# levels imported' });
  switch (first.kind) {
    case 'joined':
      return plural(count, { one: 'Joined # project', other: 'Joined # projects' });
    case 'left':
      return plural(count, { one: 'Left # project', other: 'Left # projects' });
    case 'completed':
      return plural(count, { one: 'Completed # project', other: 'Completed # projects' });
    case 'validated':
      return plural(count, { one: '# skill validated', other: '# skills validated' });
    case 'confirmed':
      return plural(count, { one: '# level confirmed', other: '# levels confirmed' });
    case 'level_changed':
      return plural(count, { one: '# level changed', other: '# levels changed' });
    case 'withdrawn':
      return plural(count, { one: '# level withdrawn', other: '# levels withdrawn' });
    case 'restored':
      return plural(count, { one: '# level restored', other: '# levels restored' });
    case 'merged':
      return plural(count, { one: '# level changed by a merge', other: '# levels changed by a merge' });
  }
}

function eventBriefly(event: TimelineEvent): string {
  const name = nameOf(event);
  const [to, from] = [levelOf(event.level), levelOf(event.previousLevel)];
  switch (event.kind) {
    case 'joined':
      return t({ message: `Joined ${name}`, comment: 'A person joined a project' });
    case 'left':
      return t({ message: `Left ${name}`, comment: 'A person left a project' });
    case 'completed':
      return t({ message: `Completed ${name}`, comment: 'A person completed a project' });
    case 'level_changed':
      return t({ message: `${name}: ${from} → ${to}`, comment: 'A skill, and its level before and after' });
    case 'confirmed':
      return t({ message: `${name}: still ${to}`, comment: 'A skill that was validated again at the same level' });
    case 'withdrawn':
      return t({ message: `${name}: level withdrawn`, comment: 'A skill whose level a Tech Lead withdrew' });
    case 'merged':
      return event.level === null
        ? t({ message: `${name}: merged`, comment: 'A skill that was merged into another one, which ended its level' })
        : t({ message: `${name}: ${to}`, comment: 'A skill and its level' });
    case 'validated':
    case 'restored':
      return t({ message: `${name}: ${to}`, comment: 'A skill and its level' });
  }
}

/** What happened, in one sentence without the date: "React raised from Novice to Advanced by Lea Lead". */
export function eventInWords(event: TimelineEvent): string {
  const [name, by] = [nameOf(event), isolate(event.byName ?? '')];
  const [to, from] = [levelOf(event.level), levelOf(event.previousLevel)];
  const isAnonymous = event.byName === null;
  if (event.kind === 'merged') return mergeInWords(event);
  if (event.isImported && event.kind !== 'restored') return importInWords(event);
  switch (event.kind) {
    case 'joined':
      return isAnonymous ? t`Joined ${name}` : t`Joined ${name}, assigned by ${by}`;
    case 'left':
      return t`Left ${name}`;
    case 'completed':
      return t`Completed ${name}`;
    case 'validated':
      return isAnonymous ? t`${name} validated as ${to}` : t`${name} validated as ${to} by ${by}`;
    case 'confirmed':
      return isAnonymous ? t`${name} confirmed as ${to}` : t`${name} confirmed as ${to} by ${by}`;
    case 'withdrawn':
      return isAnonymous ? t`${name}: level ${from} withdrawn` : t`${name}: level ${from} withdrawn by ${by}`;
    case 'restored':
      return isAnonymous ? t`${name}: level ${to} restored` : t`${name}: level ${to} restored by ${by}`;
    case 'level_changed':
      if (directionOf(event) === 'up')
        return isAnonymous ? t`${name} raised from ${from} to ${to}` : t`${name} raised from ${from} to ${to} by ${by}`;
      return isAnonymous ? t`${name} lowered from ${from} to ${to}` : t`${name} lowered from ${from} to ${to} by ${by}`;
  }
}

/** A merge of skills moved the level to this skill, or ended it here. */
function mergeInWords(event: TimelineEvent): string {
  const [name, to, from] = [nameOf(event), levelOf(event.level), levelOf(event.previousLevel)];
  return event.level === null
    ? t`${name}: level ${from} ended, because the skill was merged into another one`
    : t`${name}: level ${to} taken over from a skill that was merged into it`;
}

/** The cause of an event, after its short label: "by Lea Lead", "according to an import". */
export function causeInWords(event: TimelineEvent): string | undefined {
  const person = isolate(event.byName ?? '');
  if (event.kind === 'merged') return t`by a merge of skills`;
  if (event.isImported && event.kind !== 'restored')
    return event.byName === null ? t`according to an import` : t`by ${person}, according to an import`;
  return event.byName === null ? undefined : t({ message: `by ${person}`, comment: 'Who assigned a person, or decided about a level' });
}

function importInWords(event: TimelineEvent): string {
  const [name, by, to] = [nameOf(event), isolate(event.byName ?? ''), levelOf(event.level)];
  return event.byName === null ? t`${name}: ${to}, according to an import` : t`${name}: ${to}, by ${by} according to an import`;
}

/** The levels of one skill one after the other: "Novice → Intermediate → Advanced". Undefined if there are less than two. */
export function levelHistory(events: readonly TimelineEvent[]): string | undefined {
  const steps: string[] = [];
  for (const event of events.toReversed()) {
    if (event.skillId === null) continue;
    const step =
      event.kind === 'withdrawn'
        ? t({ message: 'withdrawn', comment: 'A step in the history of a level' })
        : event.kind === 'merged' && event.level === null
          ? t({ message: 'merged into another skill', comment: 'A step in the history of a level' })
          : levelOf(event.level);
    // The range can begin after the first validation.
    if (steps.length === 0 && event.previousLevel !== null) steps.push(levelOf(event.previousLevel));
    if (steps.at(-1) !== step) steps.push(step);
  }
  return steps.length < 2 ? undefined : steps.join(' → ');
}
