import { useEffect, useRef, useState } from 'react';

/** Whether a region is too narrow for its columns, so that it scrolls sideways. On a phone nothing else shows that there are more. */
export function useHiddenColumns() {
  const region = useRef<HTMLDivElement>(null);
  const [hasHiddenColumns, setHidden] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setHidden(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return { region, hasHiddenColumns };
}
