import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { dayInWords, dayOf } from '#lib/days.ts';
import { Input } from './input.tsx';

export interface DateInputProps extends Omit<ComponentProps<'input'>, 'type' | 'value'> {
  value: string;
}

/**
 * A date field. The browser writes dates in its own language, so this shows the date as the rest of the page does, until the field has
 * the focus. Inside a `<Field>`.
 */
export function DateInput({ value, className, ...rest }: DateInputProps) {
  const day = dayOf(value);
  return (
    <span className={cx('relative block', className)}>
      <Input type="date" className="peer" value={value} {...rest} />
      {day !== undefined && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-px start-px end-8 flex items-center rounded bg-surface ps-2 text-lg peer-focus:hidden peer-disabled:hidden md:text-base"
        >
          {dayInWords(day, '')}
        </span>
      )}
    </span>
  );
}
