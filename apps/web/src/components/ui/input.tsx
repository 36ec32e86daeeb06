import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field.tsx';

/** One line of text. Inside a `<Field>`, which names it. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input dir="auto" {...useFieldControl()} className={cx(controlClass, 'h-8', className)} {...rest} />;
}
