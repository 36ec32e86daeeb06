import { useLayoutEffect } from 'react';

/**
 * The layer between the page and a dialog, which catches clicks outside the dialog. It replaces the overlay of Radix, which adds a
 * style element. Radix also sets `pointer-events: none` on the body, which restyles everything that inherits it: 275 elements in
 * 5 ms. The application is set to `auto` to avoid that; this layer covers it anyway.
 */
export function Shade() {
  useLayoutEffect(() => {
    const app = document.getElementById('root');
    app?.style.setProperty('pointer-events', 'auto');
    return () => void app?.style.removeProperty('pointer-events');
  }, []);
  return <div className="pointer-events-auto fixed inset-0 z-40 bg-shade" aria-hidden="true" />;
}
