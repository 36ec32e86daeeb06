import type { Page } from 'playwright-core';

/**
 * Returns the texts of a page in accented English that have no accents: they are not in a catalog, or they are a name that is not
 * isolated. Texts of people are in `<bdi>`, in a block with `dir="auto"`, or between the characters for isolation. `UTC` and `GMT` are in
 * dates in every language.
 */
export function untranslatedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const OTHER_WORDS = 'bdi, code, kbd, [dir="auto"], [translate="no"], script, style, noscript, textarea';
    const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];
    const isUntranslated = (text: string) => /[A-Za-z]{2,}/.test(text.replaceAll(/\u2068[^\u2069]*\u2069|\b(UTC|GMT)\b/g, ''));
    const found: string[] = isUntranslated(document.title.replace('Skilltrace', '')) ? [`title: ${document.title}`] : [];
    for (const element of document.querySelectorAll('body *')) {
      for (const name of ATTRIBUTES) {
        const value = element.getAttribute(name) ?? '';
        if (isUntranslated(value)) found.push(`${name}: ${value}`);
      }
      if (element.closest(OTHER_WORDS)) continue;
      for (const node of element.childNodes) {
        const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
        if (isUntranslated(text)) found.push(`<${element.tagName.toLowerCase()}>: ${text}`);
      }
    }
    return [...new Set(found)];
  });
}
