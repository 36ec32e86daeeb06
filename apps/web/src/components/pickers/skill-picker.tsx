import type { Skill } from '@skilltrace/contract';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';

export interface SkillPickerProps {
  value: Skill | null;
  onChange: (skill: Skill | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

/** Finds an active skill by name. Inside a `<Field>`. */
export function SkillPicker({ placeholder = 'A part of the name', ...props }: SkillPickerProps) {
  return (
    <Combobox
      {...props}
      search={searchSkillsQuery}
      itemKey={({ id }) => id}
      itemLabel={({ name }) => name}
      placeholder={placeholder}
      renderItem={({ name, category }) => (
        <>
          <span className="truncate">
            <UserText>{name}</UserText>
          </span>
          <span className="ml-auto truncate text-sm text-ink-faint">
            <UserText>{category}</UserText>
          </span>
        </>
      )}
    />
  );
}
