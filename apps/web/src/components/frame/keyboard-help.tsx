import { t } from '@lingui/core/macro';
import { useEffect, useState } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useKnownShortcuts, useShortcuts, type Shortcut } from '#lib/keyboard/shortcuts.ts';

const OPEN = 'skilltrace:keyboard-help';

/** Opens the help from anywhere, such as a menu. */
export const openKeyboardHelp = (): boolean => document.dispatchEvent(new Event(OPEN));

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const ARROWS: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→' };

function keyName(key: string): string {
  if (key === ' ') return t({ message: 'Space', comment: 'Name of a key' });
  if (key === 'Escape') return t({ message: 'Esc', comment: 'Name of a key' });
  return ARROWS[key] ?? key.toUpperCase();
}

/** The keyboard help (`?`): every shortcut that works at the moment, as registered by `useShortcuts`. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  const shortcuts = useKnownShortcuts();
  useEffect(() => {
    const open = () => setOpen(true);
    document.addEventListener(OPEN, open);
    return () => document.removeEventListener(OPEN, open);
  }, []);
  useShortcuts([{ key: '?', does: t`Show this help`, group: t`Everywhere`, run: () => setOpen(true) }]);
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  return (
    <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t`Keyboard shortcuts`}>
      <div className="grid gap-4">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-sm font-medium text-ink-muted">{group}</h3>
            <dl className="grid">
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div
                    key={`${shortcut.key} ${shortcut.withControl} ${shortcut.withShift}`}
                    className="flex h-8 items-center justify-between border-b border-line"
                  >
                    <dt>{shortcut.does}</dt>
                    <dd>
                      <Keys of={shortcut} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

export function Keys({ of: { key, withControl, withShift } }: { of: Pick<Shortcut, 'key' | 'withControl' | 'withShift'> }) {
  const name = keyName(key);
  return (
    <span className="flex gap-1">
      {withControl && <Kbd>{isMac ? '⌘' : t({ message: 'Ctrl', comment: 'Name of a key' })}</Kbd>}
      {withShift && <Kbd>{isMac ? '⇧' : t({ message: 'Shift', comment: 'Name of a key' })}</Kbd>}
      <Kbd>{name}</Kbd>
    </span>
  );
}
