import type { Page } from 'playwright-core';
import { expect } from './expect.js';

/**
 * Fails if right-to-left text or a character that changes the text direction can reorder the text around it: in the
 * document, in its title, in visible or accessible attributes, and in the values of fields.
 */
export async function expectIsolated(page: Page): Promise<void> {
  expect(await page.evaluate(findLoose), `texts that are not isolated on ${page.url()}`).toEqual([]);
}

/** The number of visible isolated texts. A page without any of them would prove nothing. */
export const countIsolated = (page: Page): Promise<number> =>
  page.evaluate(
    () => [...document.querySelectorAll('bdi, [dir=auto]')].filter((element) => /[\u0590-\u05FF]/.test(element.textContent ?? '')).length,
  );

// Runs in the browser, so it cannot use variables from outside.
function findLoose(): string[] {
  const turns = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066\u2067]/u;
  const withoutIsolated = (text: string) => text.replaceAll(/\u2068[^\u2066-\u2069]*\u2069/gu, '');
  const controls = /[\u202A-\u202E\u2066-\u2069]/u;
  const placeOf = (element: Element | null) => {
    const names: string[] = [];
    for (let one = element; one && names.length < 5; one = one.parentElement) names.unshift(one.tagName.toLowerCase());
    return names.join(' > ');
  };
  const loose: string[] = [];
  if (turns.test(withoutIsolated(document.title))) loose.push(`document.title: ${document.title}`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent ?? '';
    const parent = node.parentElement;
    if (!turns.test(text) || parent === null || parent.closest('script, style, datalist, textarea') !== null) continue;
    const isolating = parent.closest('bdi, [dir=auto]');
    const isBlock = isolating !== null && isolating.tagName !== 'BDI' && !getComputedStyle(isolating).display.startsWith('inline');
    // Inline, an unclosed control character would end the isolation. The end of a block resets the direction anyway.
    if (isolating !== null && (isBlock || !controls.test(text))) continue;
    if (isolating === null && !turns.test(withoutIsolated(text))) continue;
    loose.push(`${placeOf(parent)}: ${text}`);
  }
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'aria-placeholder', 'title', 'alt', 'placeholder', 'label']) {
      const value = element.getAttribute(name);
      if (value !== null && turns.test(withoutIsolated(value))) loose.push(`${placeOf(element)}[${name}]: ${value}`);
    }
    const isField = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
    if (isField && turns.test(element.value) && element.dir !== 'auto' && element.type !== 'hidden' && !element.hidden)
      loose.push(`${placeOf(element)}: value ${element.value}`);
  }
  return loose;
}
