import { useEffect, useRef } from 'react';

const isFocusLost = () => document.activeElement === null || document.activeElement === document.body;

/** Calls `take` when the focused element was removed, for example a decided suggestion, so that the focus is not lost. */
export function useFocusRecovery(take: () => void): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const onFocus = () => (hadFocus.current = true);
    // A click outside every control drops the focus on purpose.
    const onPress = () => (hadFocus.current = false);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPress);
    };
  }, []);
  useEffect(() => {
    if (hadFocus.current && isFocusLost()) take();
  });
}
