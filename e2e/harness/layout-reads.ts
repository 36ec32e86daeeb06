import type { Page } from 'playwright-core';

/**
 * Presses a key in the page and records which layout properties were read before the next paint. Each read would force an
 * extra layout.
 *
 * @returns the names of these properties, for example "offsetHeight"
 */
export const layoutReadsOnKey = (page: Page, key: string): Promise<string[]> =>
  page.evaluate(async (pressed) => {
    const asked: string[] = [];
    const undo: (() => void)[] = [];
    const watch = (owner: object, name: string) => {
      const found = Object.getOwnPropertyDescriptor(owner, name);
      if (!found) throw new Error(`The browser has no property ${name}`);
      const { get, value } = found as { get?: () => unknown; value?: (...args: unknown[]) => unknown };
      const watched = get
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
      Object.defineProperty(owner, name, watched);
      undo.push(() => Object.defineProperty(owner, name, found));
    };
    for (const name of ['offsetHeight', 'offsetWidth', 'offsetTop']) watch(HTMLElement.prototype, name);
    for (const name of ['getBoundingClientRect', 'scrollHeight', 'scrollTop', 'clientHeight', 'scrollIntoView'])
      watch(Element.prototype, name);
    for (const name of ['scrollY', 'scrollTo']) watch(window, name);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
    // React handles a key in the next microtask.
    await Promise.resolve();
    for (const one of undo) one();
    return asked;
  }, key);
