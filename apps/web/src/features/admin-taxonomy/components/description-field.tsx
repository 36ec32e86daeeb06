import { t } from '@lingui/core/macro';
import { LONGEST_SKILL_DESCRIPTION } from '@skilltrace/domain/limits';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

export interface DescriptionFieldProps {
  value: string;
  onChange: (description: string) => void;
  error: string | undefined;
}

/** What a skill means, in one line. */
export function DescriptionField({ value, onChange, error }: DescriptionFieldProps) {
  return (
    <Field label={t`Description`} error={error} hint={t`What the skill includes, in one line. People see it when they choose a skill.`}>
      <Input
        dir="auto"
        autoComplete="off"
        maxLength={LONGEST_SKILL_DESCRIPTION}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
