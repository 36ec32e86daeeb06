import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field.tsx';

/** A text field with one line. Inside a `<Field>`, which labels it. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input dir="auto" {...useFieldControl()} className={cx(controlClass, 'h-8', className)} {...rest} />;
}
