import { useEffect, useState } from 'react';

/** The first visible element of the page for this selector, also when it appears later. Undefined as long as there is none. */
export function useElement(selector: string | undefined): Element | undefined {
  const [element, setElement] = useState<Element>();
  useEffect(() => {
    if (selector === undefined) return setElement(undefined);
    const find = () => setElement([...document.querySelectorAll(selector)].find((found) => found.getClientRects().length > 0));
    find();
    const observer = new MutationObserver(find);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [selector]);
  return element;
}
