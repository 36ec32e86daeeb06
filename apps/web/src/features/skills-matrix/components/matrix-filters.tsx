import { t } from '@lingui/core/macro';
import type { MatrixState, ProficiencyLevel } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AsOfPicker } from '#components/charts/as-of-picker.tsx';
import { RangeControls } from '#components/charts/range-controls.tsx';
import { ZoneNote } from '#components/charts/zone-note.tsx';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { RemovableChips } from '#components/ui/chips.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useCategories } from '#lib/api/categories.ts';
import { skillQuery } from '#lib/api/skill.ts';
import type { Day } from '#lib/days.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import { MATRIX_RANGE, type MatrixSearch } from '../matrix-search.ts';

export interface MatrixFiltersProps {
  search: MatrixSearch;
  period: Period;
  today: Day;
  go: (changes: MatrixSearch, isStep?: boolean) => void;
  /** A filter of the page, before the others. */
  children?: ReactNode;
}

/** All choices of a matrix: which skills and people it shows, in which order, and for which time. */
export function MatrixFilters({ search, period, today, go, children }: MatrixFiltersProps) {
  const { category, level, state, group, skills = [] } = search;
  const chosen = useQueries({ queries: skills.map((id) => skillQuery(id)) }).flatMap(({ data }) => data ?? []);
  return (
    <div className="mb-3 grid gap-2" role="group" aria-label={t`Filters`}>
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-end">
        {children}
        <CategoryField category={category} onChange={(chosenCategory) => go({ category: chosenCategory })} />
        <div className="w-full max-sm:col-span-2 sm:w-44">
          <Field label={t`Add skill`} isLabelHidden>
            <SkillPicker
              value={null}
              placeholder={t`Add skill`}
              onChange={(skill) => skill && go({ skills: [...new Set([...skills, skill.id])] })}
            />
          </Field>
        </div>
        <Field label={t`Level`} isLabelHidden>
          <Select
            value={level ?? ''}
            onChange={(to) => go({ level: to === '' ? undefined : to })}
            options={[{ value: '', label: t`Any level` }, ...PROFICIENCY_LEVELS.map((value) => ({ value, label: levelAtLeast(value) }))]}
          />
        </Field>
        <Field label={t({ message: `Cells`, comment: 'A filter: people with such a cell in the matrix' })} isLabelHidden>
          <Select value={state ?? ''} onChange={(to) => go({ state: to === '' ? undefined : to })} options={states()} />
        </Field>
        <Field label={t`Group by`} isLabelHidden>
          <Select
            value={group ?? ''}
            onChange={(to) => go({ group: to === '' ? undefined : to })}
            options={[
              { value: '', label: t`No groups` },
              { value: 'project', label: t`Group by project` },
              { value: 'title', label: t`Group by title` },
            ]}
          />
        </Field>
        <SortField search={search} go={go} />
        <RangeControls period={period} defaultRange={MATRIX_RANGE} onRange={go} />
        <AsOfPicker asOf={period.asOf} today={today} onChange={(day) => go({ asOf: day }, true)} />
        <ZoneNote />
      </div>
      {chosen.length > 0 && (
        <RemovableChips
          label={t`Shown skills`}
          items={chosen}
          nameOf={({ name }) => name}
          onRemove={({ id }) => go({ skills: skills.filter((skill) => skill !== id) })}
          empty={null}
        />
      )}
    </div>
  );
}

function CategoryField({ category, onChange }: { category: string | undefined; onChange: (category: string | undefined) => void }) {
  const categories = (useCategories().data?.items ?? []).map((item) => ({ value: item.category, label: isolate(item.category) }));
  if (category !== undefined && !categories.some(({ value }) => value === category))
    categories.unshift({ value: category, label: isolate(category) });
  return (
    <Field label={t`Category`} isLabelHidden>
      <Select
        className="sm:max-w-52"
        value={category ?? ''}
        onChange={(to) => onChange(to === '' ? undefined : to)}
        options={[{ value: '', label: t`All categories` }, ...categories]}
      />
    </Field>
  );
}

/** The order of people. An order by level belongs to one skill, which is chosen at its column. */
function SortField({ search: { sort, sortSkill }, go }: Pick<MatrixFiltersProps, 'search' | 'go'>) {
  const isByLevel = sort === 'level' && sortSkill !== undefined;
  const skill = useQuery({ ...skillQuery(sortSkill ?? 0), enabled: isByLevel });
  const skillName = isolate(skill.data?.name ?? '…');
  return (
    <Field label={t`Sort`} isLabelHidden>
      <Select
        className="sm:max-w-60"
        value={isByLevel ? 'level' : sort === 'last_signal' ? sort : 'name'}
        onChange={(to) => go({ sort: to === 'last_signal' ? to : undefined, sortSkill: undefined })}
        options={[
          { value: 'name', label: t`Sort by name` },
          { value: 'last_signal', label: t`Sort by last signal` },
          ...(isByLevel ? [{ value: 'level' as const, label: t`Sort by level in ${skillName}` }] : []),
        ]}
      />
    </Field>
  );
}

function levelAtLeast(level: ProficiencyLevel): string {
  const name = levelName(level);
  return t`At least ${name}`;
}

const states = (): { value: MatrixState | ''; label: string }[] => [
  { value: '', label: t`Everyone` },
  { value: 'stale', label: t`Stale level` },
  { value: 'not_validated', label: t`Signals without level` },
  { value: 'no_evidence', label: t`Level without signals` },
];
