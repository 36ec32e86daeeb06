import type { ComponentProps, ReactNode } from 'react';
import { Sentence } from './user-text.tsx';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange'> {
  label: ReactNode;
  hint?: ReactNode;
  onChange?: (isChecked: boolean) => void;
}

/** A checkbox with its own label. Not inside a `<Field>`. */
export function Checkbox({ label, hint, onChange, ...rest }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2 py-0.5">
      <input type="checkbox" className="mt-0.5 size-4 accent-accent" onChange={(event) => onChange?.(event.target.checked)} {...rest} />
      <span>
        <Sentence>{label}</Sentence>
        {hint !== undefined && (
          <span className="block text-sm text-ink-faint">
            <Sentence>{hint}</Sentence>
          </span>
        )}
      </span>
    </label>
  );
}
