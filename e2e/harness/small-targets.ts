import type { Page } from 'playwright-core';

// WCAG 2.2, 2.5.8. A finger needs more, but this is the least.
const LEAST = 24;

/**
 * The controls of the current view that are smaller than 24 × 24 px, with their sizes. Marks of charts do not count, because each chart is
 * also a table; links within a sentence do not either, because the line height limits them.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const isInSentence = (element: Element) =>
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentElement?.childNodes ?? [])].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    // The label of a checkbox can be clicked too.
    const sizeOf = (element: Element) => {
      const label = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type) ? element.closest('label') : null;
      return (label ?? element).getBoundingClientRect();
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary, [role="option"]')) {
      if (!isShown(element) || element.closest('[data-row], .sr-only, [inert]') || isInSentence(element)) continue;
      const { width, height } = sizeOf(element);
      // Half a pixel is rounding. Elements for screen readers are one pixel large.
      if (width <= 1 || height <= 1 || (width > least - 0.5 && height > least - 0.5)) continue;
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
      found.push(`${element.tagName.toLowerCase()} “${name}” is ${Math.round(width)} × ${Math.round(height)} px`);
    }
    return found;
  }, LEAST);
}
