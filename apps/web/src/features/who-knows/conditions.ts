import { t } from '@lingui/core/macro';
import { dayInWords, localDay } from '#lib/days.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { eitherInWords, listInWords, unitsInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import { periodOf } from '#lib/time-range.ts';
import type { WhoKnowsFilters } from './filters.ts';

/** The names for the ids in the filters. Undefined while they load. */
export interface FilterNames {
  skills: readonly (string | undefined)[];
  project: string | undefined;
}

/** A condition besides the skills, in words, and the filters without it. */
export interface Condition {
  words: string;
  without: Partial<WhoKnowsFilters>;
}

/** The conditions besides the skills: "at least Advanced", "with signals since 1 Sep". */
export function conditionsOf({ level, since, projectId, isAvailable }: WhoKnowsFilters, { project }: FilterNames, now: Date): Condition[] {
  const conditions: Condition[] = [];
  if (level !== undefined) {
    const name = levelName(level);
    conditions.push({ words: level === 'EXPERT' ? name : t`at least ${name}`, without: { level: undefined } });
  }
  if (since !== undefined) {
    const day = dayInWords(since, localDay(now));
    conditions.push({ words: t`with signals since ${day}`, without: { since: undefined } });
  }
  if (projectId !== undefined) {
    const name = isolate(project ?? '…');
    conditions.push({ words: t`currently on ${name}`, without: { projectId: undefined } });
  }
  if (isAvailable) conditions.push({ words: t`without a current project`, without: { isAvailable: false } });
  return conditions;
}

/** "Kafka and Go", or "Kafka or Go". */
export function skillsInWords({ match }: WhoKnowsFilters, { skills }: FilterNames): string {
  const names = skills.map((name) => name ?? '…');
  return match === 'any' ? eitherInWords(names) : listInWords(names);
}

/** The question of the page in words: "People who know Kafka and Go, at least Advanced, with signals since 1 Sep". */
export function questionInWords(filters: WhoKnowsFilters, names: FilterNames, now: Date): string {
  const skills = skillsInWords(filters, names);
  const words = conditionsOf(filters, names, now).map((condition) => condition.words);
  const { asOf } = periodOf({ asOf: filters.asOf }, now);
  if (asOf !== undefined) {
    const day = dayInWords(localDay(new Date(asOf)), localDay(now));
    words.push(t`as of the end of ${day}`);
  }
  if (words.length === 0) return t`People who know ${skills}`;
  const conditions = unitsInWords(words);
  return t({
    message: `People who know ${skills}, ${conditions}`,
    comment: 'The conditions are a list: "at least Advanced, with signals since 1 Sep"',
  });
}
