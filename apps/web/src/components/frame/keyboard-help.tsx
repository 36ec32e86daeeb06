import { useEffect, useState } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useKnownShortcuts, useShortcuts, type Shortcut } from '#lib/keyboard/shortcuts.ts';

const OPEN = 'skilltrace:keyboard-help';

/** Opens the help from anywhere: a menu, a hint. */
export const openKeyboardHelp = (): boolean => document.dispatchEvent(new Event(OPEN));

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const NAMES: Record<string, string> = { ' ': 'Space', ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };

/** The help on the keyboard (`?`): every shortcut that works at the moment. `useShortcuts` puts them here. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  const shortcuts = useKnownShortcuts();
  useEffect(() => {
    const open = () => setOpen(true);
    document.addEventListener(OPEN, open);
    return () => document.removeEventListener(OPEN, open);
  }, []);
  useShortcuts([{ key: '?', does: 'This help', group: 'Everywhere', run: () => setOpen(true) }]);
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  return (
    <Dialog isOpen={isOpen} onOpenChange={setOpen} title="Keyboard">
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
  const name = NAMES[key] ?? key.toUpperCase();
  return (
    <span className="flex gap-1">
      {withControl && <Kbd>{isMac ? '⌘' : 'Ctrl'}</Kbd>}
      {withShift && <Kbd>{isMac ? '⇧' : 'Shift'}</Kbd>}
      <Kbd>{name}</Kbd>
    </span>
  );
}
