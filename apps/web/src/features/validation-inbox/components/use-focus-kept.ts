import { useEffect, useRef } from 'react';

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

/** Focus that was somewhere and went with what it was on, a decided suggestion or the bar, is given a place by `take`. */
export function useFocusKept(take: () => void): void {
  const wasSomewhere = useRef(false);
  useEffect(() => {
    const onFocus = () => (wasSomewhere.current = true);
    // A press beside everything is meant.
    const onPress = () => (wasSomewhere.current = false);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPress);
    };
  }, []);
  useEffect(() => {
    if (wasSomewhere.current && isNowhere()) take();
  });
}
