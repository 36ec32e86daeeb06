import { t } from '@lingui/core/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '#lib/cx.ts';
import { IconButton } from './icon-button.tsx';
import { Shade } from './shade.tsx';
import { Sentence } from './user-text.tsx';

export interface DrawerProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  side?: 'start' | 'end';
  children: ReactNode;
}

/** A modal panel at the side: navigation on phones, details of a list item. */
export function Drawer({ isOpen, onOpenChange, title, side = 'end', children }: DrawerProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Shade />
        <Radix.Content
          aria-describedby={undefined}
          className={cx(
            'fixed inset-y-0 z-40 flex w-[min(400px,85vw)] animate-appear flex-col overflow-y-auto overscroll-contain border-line bg-surface',
            side === 'start' ? 'start-0 border-e' : 'end-0 border-s',
          )}
        >
          <div className="flex h-12 shrink-0 items-center justify-between border-b border-line pe-2 ps-4">
            <Radix.Title className="font-semibold">
              <Sentence>{title}</Sentence>
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t`Close`} hasTooltip={false}>
                <Cross2Icon />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="grow p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
