import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field.tsx';

/** A text field with several lines, which grows with its content. Inside a `<Field>`. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      dir="auto"
      {...useFieldControl()}
      rows={rows}
      className={cx(controlClass, 'field-sizing-content min-h-20 py-1.5', className)}
      {...rest}
    />
  );
}
