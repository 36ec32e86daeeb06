import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { dayOf } from '#lib/days.ts';
import { idOf, idsOf, momentOf, oneOf, textOf, type RawSearch } from '#lib/search-params.ts';
import { RANGES, type Period, type Range } from '#lib/time-range.ts';
import type { MatrixFilters } from './api/read-matrix.ts';

/** Evidence of a year is compared with levels that are valid for a year. */
export const MATRIX_RANGE: Range = '1y';

const idsIn = (value: unknown) => {
  const ids = [...new Set(idsOf(value))];
  return ids.length === 0 ? undefined : ids;
};

/** The part of an address that describes a matrix. */
export const matrixSearch = (search: RawSearch) => ({
  category: textOf(search['category']),
  /** Shows these skills instead of those that the projects declare, or of all active skills. */
  skills: idsIn(search['skills']),
  level: oneOf(search['level'], PROFICIENCY_LEVELS),
  state: oneOf(search['state'], ['stale', 'not_validated', 'no_evidence']),
  group: oneOf(search['group'], ['project', 'title']),
  sort: oneOf(search['sort'], ['last_signal', 'level']),
  /** The skill for the sort by level. */
  sortSkill: idOf(search['sortSkill']),
  range: oneOf(search['range'], RANGES),
  from: dayOf(search['from']),
  to: dayOf(search['to']),
  asOf: momentOf(search['asOf']),
});
export type MatrixSearch = Partial<ReturnType<typeof matrixSearch>>;

/** The filters for the API. Ignores a sort by level without its skill. */
export function filtersOf(search: MatrixSearch, period: Period, projects: readonly number[] | undefined): MatrixFilters {
  const { category, skills, level, state, group, sort, sortSkill } = search;
  const bySkill = sort === 'level' && sortSkill !== undefined;
  return {
    projectId: projects && [...projects],
    category,
    skillId: skills,
    minimumLevel: level,
    state,
    from: period.from,
    to: period.to,
    asOf: period.asOf,
    sort: sort === 'last_signal' || bySkill ? sort : undefined,
    sortSkillId: bySkill ? sortSkill : undefined,
    groupBy: group,
  };
}

/** Whether filters of cells leave out people, or filters of skills leave out columns. */
export const isNarrowed = ({ category, skills, level, state }: MatrixSearch): boolean =>
  [category, skills, level, state].some((filter) => filter !== undefined);
