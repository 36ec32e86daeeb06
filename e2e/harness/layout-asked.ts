import type { Page } from 'playwright-core';

/**
 * Presses a key within the page, and tells what was asked of the layout before the browser came to paint: each answer would
 * have the page laid out at once, and once more for the paint.
 * @returns the names of what was asked: "offsetHeight"
 */
export const layoutAskedBy = (page: Page, key: string): Promise<string[]> =>
  page.evaluate(async (pressed) => {
    const asked: string[] = [];
    const undo: (() => void)[] = [];
    const watch = (owner: object, name: string) => {
      const found = Object.getOwnPropertyDescriptor(owner, name);
      if (!found) throw new Error(`The browser has no ${name} there`);
      const { get, value } = found as { get?: () => unknown; value?: (...args: unknown[]) => unknown };
      const told = get
        ? {
            ...found,
            get(this: unknown) {
              asked.push(name);
              return get.call(this);
            },
          }
        : {
            ...found,
            value(this: unknown, ...args: unknown[]) {
              asked.push(name);
              return value?.apply(this, args);
            },
          };
      Object.defineProperty(owner, name, told);
      undo.push(() => Object.defineProperty(owner, name, found));
    };
    for (const name of ['offsetHeight', 'offsetWidth', 'offsetTop']) watch(HTMLElement.prototype, name);
    for (const name of ['getBoundingClientRect', 'scrollHeight', 'scrollTop', 'clientHeight', 'scrollIntoView'])
      watch(Element.prototype, name);
    for (const name of ['scrollY', 'scrollTo']) watch(window, name);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
    // React answers a key in the microtask after it.
    await Promise.resolve();
    for (const one of undo) one();
    return asked;
  }, key);
