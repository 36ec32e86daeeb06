import { useEffect, useRef } from 'react';
import { createStore, useStore } from '../store.ts';

export interface Shortcut {
  /** As `KeyboardEvent.key` gives it: 'a', '?', 'ArrowDown'. Letters count in either case. */
  key: string;
  /** Ctrl, or Cmd on a Mac. Without it the key alone counts, and never while something is being written. */
  withControl?: boolean;
  /** Only with Shift, or only without; either way unless told ('?' needs it on some keyboards). */
  withShift?: boolean;
  /** What it does, for the help: "Approve". */
  does: string;
  /** Heading in the help: "Everywhere", "Inbox". */
  group: string;
  run: (event: KeyboardEvent) => void;
}

const known = createStore<readonly Shortcut[]>([]);

/** Inputs that take no text: letters are free there. */
const TAKES_NO_TEXT = /^(checkbox|radio|button|submit|reset)$/;

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target instanceof HTMLInputElement ? !TAKES_NO_TEXT.test(target.type) : /^(TEXTAREA|SELECT)$/.test(target.tagName)));

/** A dialog or a menu has the keyboard to itself. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]') !== null;

/** Listens for every shortcut that is on the screen; called once, by the root of the application. */
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
 * Makes shortcuts work, and stand in the help (`?`), as long as the component is there. The latest that was mounted wins
 * a key. Hand in the same number of shortcuts each time; their functions may change.
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

/** Everything that works at the moment, for the help. */
export const useKnownShortcuts = (): readonly Shortcut[] => useStore(known);
