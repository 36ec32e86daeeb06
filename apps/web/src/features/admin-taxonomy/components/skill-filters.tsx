import { t } from '@lingui/core/macro';
import { Field } from '#components/ui/field.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { useCategories } from '#lib/api/categories.ts';

interface ShownSkills {
  search?: string | undefined;
  category?: string | undefined;
  state?: 'active' | 'inactive' | undefined;
}

export interface SkillFiltersProps {
  shown: ShownSkills;
  onChange: (change: ShownSkills) => void;
}

/** Filters of the taxonomy: name, category and status. */
export function SkillFilters({ shown, onChange }: SkillFiltersProps) {
  const categories = (useCategories().data?.items ?? []).map(({ category, active, inactive }) => {
    const [name, count] = [isolate(category), inDigits(active + inactive)];
    return { value: category, label: t({ message: `${name} (${count})`, comment: 'A category of skills, with the number of its skills' }) };
  });
  // The URL can name a category that no longer has skills. It is still the active filter.
  if (shown.category !== undefined && !categories.some(({ value }) => value === shown.category))
    categories.unshift({ value: shown.category, label: shown.category });
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox label={t`Search skills`} className="w-full sm:w-64" value={shown.search} onChange={(search) => onChange({ search })} />
      <Field label={t`Category`} isLabelHidden>
        <Select
          className="w-56"
          value={shown.category ?? ''}
          onChange={(category) => onChange({ category: category === '' ? undefined : category })}
          options={[{ value: '', label: t`All categories` }, ...categories]}
        />
      </Field>
      <SegmentedControl
        label={t`Status`}
        value={shown.state ?? 'all'}
        onChange={(state) => onChange({ state: state === 'all' ? undefined : state })}
        options={[
          { value: 'all', label: t({ message: `All`, context: 'skills' }) },
          { value: 'active', label: t({ message: `Active`, context: 'skills' }) },
          { value: 'inactive', label: t({ message: `Inactive`, context: 'skills' }) },
        ]}
      />
    </div>
  );
}
