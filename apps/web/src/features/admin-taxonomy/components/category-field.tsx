import { t } from '@lingui/core/macro';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useId } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useCategories } from '#lib/api/categories.ts';

export interface CategoryFieldProps {
  value: string;
  onChange: (category: string) => void;
  error?: string | undefined;
}

/** A category. The existing ones are suggested; any other text creates a new one. */
export function CategoryField({ value, onChange, error }: CategoryFieldProps) {
  const listId = useId();
  const { data } = useCategories();
  return (
    <Field label={t`Category`} isRequired error={error} hint={t`Choose an existing category or type a new one.`}>
      <Input list={listId} autoComplete="off" maxLength={LONGEST_NAME} value={value} onChange={(event) => onChange(event.target.value)} />
      <datalist id={listId}>
        {data?.items.map(({ category }) => (
          <option key={category} value={category}>
            {category}
          </option>
        ))}
      </datalist>
    </Field>
  );
}
