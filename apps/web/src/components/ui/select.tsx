import { ChevronDownIcon } from '@radix-ui/react-icons';
import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field.tsx';

export interface SelectProps<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
}

/** A choice of one option. A native select, which works with every keyboard, screen reader and phone. Inside a `<Field>`. */
export function Select<Value extends string>({ value, onChange, options, className, ...rest }: SelectProps<Value>) {
  return (
    <span className={cx('relative block', className)}>
      <select
        {...useFieldControl()}
        className={cx(controlClass, 'h-8 appearance-none pe-8')}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {isolateWithin(option.label)}
          </option>
        ))}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-2 end-2 text-ink-muted" />
    </span>
  );
}
