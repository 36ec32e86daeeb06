import { ChevronDownIcon } from '@radix-ui/react-icons';
import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field.tsx';

export interface SelectProps<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  value: Value;
  onChange: (value: Value) => void;
  /** Options of the same group must follow each other. */
  options: readonly { value: Value; label: string; group?: string }[];
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
        {groupsOf(options).map(([group, members]) =>
          group === undefined ? (
            members.map(optionOf)
          ) : (
            <optgroup key={group} label={group}>
              {members.map(optionOf)}
            </optgroup>
          ),
        )}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-2 end-2 text-ink-muted" />
    </span>
  );
}

type Option = { value: string; label: string; group?: string };

const optionOf = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {isolateWithin(label)}
  </option>
);

function groupsOf(options: readonly Option[]): [group: string | undefined, members: Option[]][] {
  const groups: [string | undefined, Option[]][] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last[0] === option.group) last[1].push(option);
    else groups.push([option.group, [option]]);
  }
  return groups;
}
