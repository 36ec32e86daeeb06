import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { RemovableChips } from '#components/ui/chips.tsx';

export interface PickedSkill {
  id: number;
  name: string;
  category: string;
}

export interface SkillSetFieldProps {
  value: readonly PickedSkill[];
  onChange: (skills: PickedSkill[]) => void;
  hint?: ReactNode;
  error?: string | undefined;
}

/** Selects skills of the taxonomy by name. */
export function SkillSetField({ value, onChange, hint, error }: SkillSetFieldProps) {
  const add = (skill: PickedSkill) => value.some(({ id }) => id === skill.id) || onChange([...value, skill].toSorted(byName));
  return (
    <div className="grid gap-2">
      <Field label={t`Declared skills`} hint={hint} error={error}>
        <SkillPicker value={null} onChange={(skill) => skill && add(skill)} />
      </Field>
      <RemovableChips
        label={t`Declared skills`}
        items={value}
        nameOf={({ name }) => name}
        onRemove={({ id }) => onChange(value.filter((skill) => skill.id !== id))}
        empty={t`No skills yet. Updates create no signals until the project declares a skill.`}
      />
    </div>
  );
}

const byName = (a: PickedSkill, b: PickedSkill) => a.name.localeCompare(b.name) || a.id - b.id;
