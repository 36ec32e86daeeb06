import { t } from '@lingui/core/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '#lib/cx.ts';
import { IconButton } from './icon-button.tsx';
import { Shade } from './shade.tsx';
import { Sentence } from './user-text.tsx';

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  width?: 'sm' | 'md' | 'lg';
}

const WIDTHS = { sm: 'max-w-[400px]', md: 'max-w-[560px]', lg: 'max-w-[800px]' };

/** A modal dialog. Escape or a click outside closes it. The focus stays inside and returns afterwards. */
export function Dialog({ isOpen, onOpenChange, title, description, children, footer, width = 'md' }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Shade />
        <Radix.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          className={cx(
            'fixed top-[max(24px,12dvh)] left-1/2 z-40 grid max-h-[calc(100dvh-24px-max(24px,12dvh))] w-[calc(100vw-32px)] -translate-x-1/2 animate-appear grid-rows-[auto_1fr_auto] rounded border border-line bg-surface',
            WIDTHS[width],
          )}
        >
          <div className="pt-4 pe-12 pb-3 ps-5">
            <Radix.Title className="text-lg font-semibold">
              <Sentence>{title}</Sentence>
            </Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-1 text-ink-muted">
                <Sentence>{description}</Sentence>
              </Radix.Description>
            )}
          </div>
          <div className="overflow-y-auto overscroll-contain px-5 pb-4">{children}</div>
          {footer !== undefined && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
          {/* Last, so that the first field gets the focus when the dialog opens. */}
          <Radix.Close asChild>
            <IconButton label={t`Close`} hasTooltip={false} className="absolute top-3 end-3">
              <Cross2Icon />
            </IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
