import { i18n, type Messages } from '@lingui/core';
import { loadCode } from '../load-code.ts';
import { preferredLocale } from './locale.ts';

const files = import.meta.glob<Messages>('../../messages/*/*.po', { import: 'messages' });
const locale = preferredLocale(globalThis.navigator?.languages ?? []);
const loaded = new Set<string>();

/**
 * Loads the messages of a page in the language of the browser, before the page renders. Each feature has a catalog, and all pages
 * share the catalog `frame`.
 */
export async function loadMessages(...catalogs: readonly string[]): Promise<void> {
  const missing = catalogs.filter((catalog) => !loaded.has(catalog));
  await Promise.all(missing.map((catalog) => load(catalog, loadCode)));
}

/** Loads one more catalog, for a page that is already shown. Rejects if that fails, without waiting for the server. */
export async function loadMessagesOnce(catalog: string): Promise<void> {
  if (!loaded.has(catalog)) await load(catalog, (fetchFile) => fetchFile());
}

async function load(catalog: string, fetchWith: (fetchFile: () => Promise<Messages>) => Promise<Messages>): Promise<void> {
  const fetchFile = files[`../../messages/${locale}/${catalog}.po`];
  if (!fetchFile) throw new Error(`There is no catalog ${catalog}`);
  i18n.load(locale, await fetchWith(fetchFile));
  loaded.add(catalog);
}

/** Loads the messages that every page needs, and sets the language of the page. */
export async function startMessages(): Promise<void> {
  const frame = loadMessages('frame');
  // The first formatter of a page takes about 9 ms. Here the browser creates it while the messages are on their way.
  new Intl.NumberFormat(locale).format(0);
  await frame;
  i18n.activate(locale);
  document.documentElement.lang = locale;
}
