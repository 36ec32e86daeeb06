import type { ComponentProps, ReactNode } from 'react';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange'> {
  label: ReactNode;
  hint?: ReactNode;
  onChange?: (isChecked: boolean) => void;
}

/** Yes or no, with its label. Not inside a `<Field>`. */
export function Checkbox({ label, hint, onChange, ...rest }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2">
      <input type="checkbox" className="mt-0.5 size-4 accent-accent" onChange={(event) => onChange?.(event.target.checked)} {...rest} />
      <span>
        {label}
        {hint !== undefined && <span className="block text-sm text-ink-faint">{hint}</span>}
      </span>
    </label>
  );
}
