import { Field } from '#components/ui/field.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { isolate } from '#lib/isolate.ts';
import { useCategories } from '../api/list-categories.ts';

interface ShownSkills {
  search?: string | undefined;
  category?: string | undefined;
  state?: 'active' | 'inactive' | undefined;
}

export interface SkillFiltersProps {
  shown: ShownSkills;
  onChange: (change: ShownSkills) => void;
}

/** What of the taxonomy is shown: by name, category, in use or not. */
export function SkillFilters({ shown, onChange }: SkillFiltersProps) {
  const categories = (useCategories().data?.items ?? []).map(({ category, active, inactive }) => ({
    value: category,
    label: `${isolate(category)} (${(active + inactive).toLocaleString()})`,
  }));
  // A category out of an address that no skill has any more is still what is being filtered by.
  if (shown.category !== undefined && !categories.some(({ value }) => value === shown.category))
    categories.unshift({ value: shown.category, label: shown.category });
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox label="Search skills" className="w-full sm:w-64" value={shown.search} onChange={(search) => onChange({ search })} />
      <Field label="Category" isLabelHidden>
        <Select
          className="w-56"
          value={shown.category ?? ''}
          onChange={(category) => onChange({ category: category === '' ? undefined : category })}
          options={[{ value: '', label: 'Every category' }, ...categories]}
        />
      </Field>
      <SegmentedControl
        label="In use or not"
        value={shown.state ?? 'all'}
        onChange={(state) => onChange({ state: state === 'all' ? undefined : state })}
        options={[
          { value: 'all', label: 'All' },
          { value: 'active', label: 'Active' },
          { value: 'inactive', label: 'Inactive' },
        ]}
      />
    </div>
  );
}
