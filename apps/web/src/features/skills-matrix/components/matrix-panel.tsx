import { Popover } from 'radix-ui';
import { useEffect, useMemo, type ReactNode } from 'react';

export interface MatrixPanelProps {
  /** The cell that the panel belongs to. */
  anchor: HTMLElement;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A small panel next to a cell, not modal. When it closes, the focus returns to the grid. */
export function MatrixPanel({ anchor, label, onClose, children }: MatrixPanelProps) {
  const virtualRef = useMemo(() => ({ current: anchor }), [anchor]);
  // A cell that is scrolled far out of view is removed from the document, and the panel would move to the corner of the window.
  useEffect(() => {
    const grid = anchor.closest('[role=grid]');
    if (!grid) return undefined;
    const observer = new MutationObserver(() => !anchor.isConnected && onClose());
    observer.observe(grid, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [anchor, onClose]);
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={virtualRef} />
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          sticky="always"
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
          }}
          className="z-50 max-w-[calc(100vw-16px)] animate-appear rounded border border-line-strong bg-surface p-3"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
