import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Sentence } from './user-text.tsx';

export interface TooltipProps {
  content: ReactNode;
  /** One focusable element. */
  children: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
}

/** A few words on hover and focus. Do not put information only here, because touch screens do not show it. */
export function Tooltip({ content, children, side = 'bottom' }: TooltipProps) {
  return (
    <Radix.Root delayDuration={400}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-w-xs animate-appear rounded-sm bg-ink px-2 py-1 text-xs text-canvas"
        >
          <Sentence>{content}</Sentence>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
