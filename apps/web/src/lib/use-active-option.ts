import { useEffect, useId, useState, type KeyboardEvent } from 'react';

export interface ActiveOption {
  listId: string;
  optionId: (index: number) => string;
  active: number;
  setActive: (index: number) => void;
  /** For the input: the arrow keys move, Enter selects. */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The active option of a list while the focus stays in the input (ARIA combobox). Returns to the first option when `resetOn` changes. */
export function useActiveOption(count: number, resetOn: string, onSelect: (index: number) => void): ActiveOption {
  const listId = useId();
  const [active, setActive] = useState(0);
  const [shownFor, setShownFor] = useState(resetOn);
  if (shownFor !== resetOn) {
    setShownFor(resetOn);
    setActive(0);
  }
  const optionId = (index: number) => `${listId}-${index}`;
  const current = Math.min(active, Math.max(0, count - 1));
  const activeId = optionId(current);
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || count === 0) return;
    const to = { ArrowDown: (current + 1) % count, ArrowUp: (current - 1 + count) % count }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(to);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onSelect(current);
    }
  };
  return { listId, optionId, active: current, setActive, onKeyDown };
}
