import type { Skill } from '@skilltrace/contract';
import { Combobox } from '#components/ui/combobox.tsx';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';

export interface SkillPickerProps {
  value: Skill | null;
  onChange: (skill: Skill | null) => void;
  disabled?: boolean;
}

/** Finds an active skill by name. Inside a `<Field>`. */
export function SkillPicker(props: SkillPickerProps) {
  return (
    <Combobox
      {...props}
      search={searchSkillsQuery}
      itemKey={({ id }) => id}
      itemLabel={({ name }) => name}
      placeholder="A part of the name"
      renderItem={({ name, category }) => (
        <>
          <span className="truncate">{name}</span>
          <span className="ml-auto truncate text-sm text-ink-faint">{category}</span>
        </>
      )}
    />
  );
}
