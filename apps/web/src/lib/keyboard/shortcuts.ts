import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../store.ts';

export interface Shortcut {
  /** A value of `KeyboardEvent.key`: 'a', '?', 'ArrowDown'. Letters match in either case. */
  key: string;
  /** Ctrl, or Cmd on a Mac. Without it, the shortcut is off while the person is typing. */
  withControl?: boolean;
  /** Only with Shift, or only without. By default both, because '?' needs Shift on some keyboards. */
  withShift?: boolean;
  /** The action, for the keyboard help: "Approve". */
  does: string;
  /** The heading in the keyboard help: "Everywhere", "Inbox". */
  group: string;
  run: (event: KeyboardEvent) => void;
}

const known = createStore<readonly Shortcut[]>([]);

/** The types of inputs without text. Letter shortcuts work while they have the focus. */
const TAKES_NO_TEXT = /^(checkbox|radio|button|submit|reset)$/;

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target instanceof HTMLInputElement ? !TAKES_NO_TEXT.test(target.type) : /^(TEXTAREA|SELECT)$/.test(target.tagName)));

/** Shortcuts are off inside dialogs and menus, but not inside the guided walk, which takes the focus while the page stays usable. */
const ELSEWHERE = '[role="dialog"]:not([data-walk-card]),[role="alertdialog"],[role="menu"],[role="listbox"]';
const isElsewhere = (target: EventTarget | null) => target instanceof HTMLElement && target.closest(ELSEWHERE) !== null;

/** Listens for all registered shortcuts. The root of the application calls it once. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const withControl = event.ctrlKey || event.metaKey;
    if (!withControl && (isWriting(event.target) || isElsewhere(event.target))) return;
    const key = event.key.toLowerCase();
    const shortcut = known
      .read()
      .findLast(
        (one) =>
          one.key.toLowerCase() === key &&
          (one.withControl ?? false) === withControl &&
          (one.withShift === undefined || one.withShift === event.shiftKey),
      );
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run(event);
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

/**
 * Registers shortcuts while the component is mounted, and lists them in the keyboard help (`?`). If two use the same key, the one
 * that was mounted last wins. Pass the same number of shortcuts at each render; their functions may change.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts
    .map(({ key, withControl, withShift, does, group }) => [key, withControl, withShift, does, group].join('|'))
    .join('\n');
  useEffect(() => {
    const mine = latest.current.map((shortcut, index) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    known.set([...known.read(), ...mine]);
    return () => known.set(known.read().filter((one) => !mine.includes(one)));
  }, [signature]);
}

/** All shortcuts that work at the moment, for the keyboard help. */
export const useKnownShortcuts = (): readonly Shortcut[] => useStore(known);
