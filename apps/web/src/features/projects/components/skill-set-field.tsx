import type { ReactNode } from 'react';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { RemovableChips } from './chips.tsx';

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

/** Skills of the taxonomy, found by name and gathered one after the other. */
export function SkillSetField({ value, onChange, hint, error }: SkillSetFieldProps) {
  const add = (skill: PickedSkill) => value.some(({ id }) => id === skill.id) || onChange([...value, skill].toSorted(byName));
  return (
    <div className="grid gap-2">
      <Field label="Declare a skill" hint={hint} error={error}>
        <SkillPicker value={null} onChange={(skill) => skill && add(skill)} />
      </Field>
      <RemovableChips
        label="Declared skills"
        items={value}
        nameOf={({ name }) => name}
        onRemove={({ id }) => onChange(value.filter((skill) => skill.id !== id))}
        empty="None: updates on this project emit no signals."
      />
    </div>
  );
}

const byName = (a: PickedSkill, b: PickedSkill) => a.name.localeCompare(b.name) || a.id - b.id;
