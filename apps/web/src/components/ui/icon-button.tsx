import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The action: the name for screen readers, and the tooltip. */
  label: string;
  /** Set to false if the icon is clear, or if the button gets the focus when a dialog opens. */
  hasTooltip?: boolean;
}

/** A button that is only an icon (15 px, from @radix-ui/react-icons). */
export function IconButton({ label, hasTooltip = true, className, children, ...rest }: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={isolateWithin(label)}
      className={cx(
        'inline-grid size-8 shrink-0 place-items-center rounded text-ink-muted transition-colors hover:bg-sunken hover:text-ink disabled:opacity-55',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
  return hasTooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
