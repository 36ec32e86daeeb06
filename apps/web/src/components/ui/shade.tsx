import { useLayoutEffect } from 'react';

/**
 * What lies between the page and a dialog, and takes the presses beside it; it stands for Radix's overlay, which writes a
 * style element. Radix takes the pointer from the body as well, and whatever inherits that is styled anew: 275 elements,
 * 5 ms. The application keeps its pointer, of which it has no use while this lies on it.
 */
export function Shade() {
  useLayoutEffect(() => {
    const app = document.getElementById('root');
    app?.style.setProperty('pointer-events', 'auto');
    return () => void app?.style.removeProperty('pointer-events');
  }, []);
  return <div className="pointer-events-auto fixed inset-0 z-40 bg-shade" aria-hidden="true" />;
}
