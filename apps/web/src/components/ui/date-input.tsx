import { t } from '@lingui/core/macro';
import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { clockInWords, dayInWords, dayOf } from '#lib/days.ts';
import { Input } from './input.tsx';

export interface DateInputProps extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'defaultValue'> {
  /** A day, or a day with a time of day if `hasTime` is set; '' for none. */
  value: string;
  hasTime?: boolean;
}

/**
 * A date field. The browser writes dates in its own language, so this shows the date as the rest of the page does, until the field has
 * the focus. Inside a `<Field>`.
 */
export function DateInput({ value, hasTime = false, className, disabled, ...rest }: DateInputProps) {
  const day = dayOf(value.slice(0, 10));
  const text = day === undefined ? undefined : hasTime ? clockInWords(value) : dayInWords(day, '');
  return (
    <span className={cx('relative block', className)}>
      {/* The browser sets it from the direction of the page, not of the text. */}
      <Input dir={undefined} type={hasTime ? 'datetime-local' : 'date'} className="peer" value={value} disabled={disabled} {...rest} />
      {!disabled && (
        <span
          aria-hidden="true"
          className={cx(
            'pointer-events-none absolute inset-y-px start-px end-8 flex items-center rounded bg-surface ps-2 text-lg peer-focus:hidden md:text-base',
            text === undefined && 'text-ink-faint print:hidden',
          )}
        >
          <span className="truncate">{text ?? (hasTime ? t`Choose a date and time` : t`Choose a date`)}</span>
        </span>
      )}
    </span>
  );
}
