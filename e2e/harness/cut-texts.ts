import type { Page } from 'playwright-core';

/**
 * The words of the application in the current view that are cut with an ellipsis, and the tabs that are outside of the window. Names and
 * texts of people can be of any length; where they are cut, a click shows them completely.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      // The heading of the page repeats the end of the breadcrumb.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('header')) continue;
      const text = element.textContent?.trim() ?? '';
      const { right, left } = element.getBoundingClientRect();
      if (element.role === 'tab' && (left < 0 || right > window.innerWidth)) found.push(`tab “${text}” is out of view`);
      const isCut = getComputedStyle(element).textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1;
      if (isCut && text !== '' && !element.closest('bdi') && !element.querySelector('bdi')) found.push(`“${text.slice(0, 60)}” is cut`);
    }
    return [...new Set(found)];
  });
}
