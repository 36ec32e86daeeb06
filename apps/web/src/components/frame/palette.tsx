import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { Keys } from './keyboard-help.tsx';
import { PaletteDialog } from './palette-dialog.tsx';

/** The button of the command palette, and its shortcut. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  useShortcuts([
    { key: 'k', withControl: true, does: t`Search, or go to a page`, group: t`Everywhere`, run: () => setOpen((open) => !open) },
  ]);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="me-1 flex h-8 shrink-0 items-center justify-center gap-2 rounded max-sm:min-h-11 max-sm:min-w-11 border-line px-2 text-ink-muted hover:bg-sunken sm:min-w-56 sm:border sm:bg-surface"
      >
        <MagnifyingGlassIcon />
        <span className="grow text-start max-sm:sr-only">
          <Trans>Search or go to…</Trans>
        </span>
        <span className="max-md:hidden" aria-hidden="true">
          <Keys of={{ key: 'k', withControl: true }} />
        </span>
      </button>
      {isOpen && <PaletteDialog onClose={() => setOpen(false)} />}
    </>
  );
}
