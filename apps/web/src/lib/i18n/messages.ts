import { i18n, type Messages } from '@lingui/core';
import { loadCode } from '../load-code.ts';
import { catalogLocale, directionOf } from './locale.ts';
import { pageLocale } from './page-locale.ts';

const files = import.meta.glob<Messages>('../../messages/*/*.po', { import: 'messages' });
const source = catalogLocale(pageLocale);
const loaded = new Set<string>();

/**
 * Loads the messages of a page in the language of the page, before it renders. Each feature has a catalog, and all pages share the
 * catalog `frame`.
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
  const fetchFile = files[`../../messages/${source}/${catalog}.po`];
  if (!fetchFile) throw new Error(`There is no catalog ${catalog}`);
  i18n.load(pageLocale, await inPageLocale(await fetchWith(fetchFile)));
  loaded.add(catalog);
}

async function inPageLocale(messages: Messages): Promise<Messages> {
  if (source === pageLocale) return messages;
  return (await import('./pseudo-messages.ts')).pseudoMessages(messages, pageLocale);
}

/** Loads the messages that every page needs, and sets the language and the direction of the page. */
export async function startMessages(): Promise<void> {
  await loadMessages('frame');
  i18n.activate(pageLocale);
  document.documentElement.lang = pageLocale;
  document.documentElement.dir = directionOf(pageLocale);
}
