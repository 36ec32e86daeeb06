import { t } from '@lingui/core/macro';
import type { Skill } from '@skilltrace/contract';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';
import { distinguishingFacts, type DistinguishableItem } from '#lib/distinguishing-facts.ts';
import { Facts } from './facts.tsx';

export interface SkillPickerProps {
  value: Skill | null;
  onChange: (skill: Skill | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

const described = ({ id, name, category }: Skill): DistinguishableItem => ({ id, name, facts: [category] });

/** Finds an active skill by name. Inside a `<Field>`. */
export function SkillPicker({ placeholder = t`Search by name`, ...props }: SkillPickerProps) {
  return (
    <Combobox
      {...props}
      search={searchSkillsQuery}
      itemKey={({ id }) => id}
      itemLabel={({ name }) => name}
      placeholder={placeholder}
      renderItem={(skill, among) => (
        <>
          <span className="min-w-0 py-1">
            <span className="block truncate">
              <UserText>{skill.name}</UserText>
            </span>
            {skill.description !== null && (
              <span className="line-clamp-2 text-sm text-ink-muted">
                <UserText>{skill.description}</UserText>
              </span>
            )}
          </span>
          <span className="ms-auto shrink-0 text-sm text-ink-faint">
            <Facts of={distinguishingFacts(described(skill), among.map(described))} />
          </span>
        </>
      )}
    />
  );
}
