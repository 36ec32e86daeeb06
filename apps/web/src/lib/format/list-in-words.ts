import { isolate } from '../isolate.ts';
import { once } from '../once.ts';

const list = once(() => new Intl.ListFormat('en-GB', { type: 'conjunction' }));

/** "TypeScript, SQL and React"; of very many the first, and how many more there are. */
export function listInWords(names: readonly string[], most = 8): string {
  if (names.length <= most) return list().format(names.map(isolate));
  const named = names.slice(0, most - 1).map(isolate);
  return list().format([...named, `${(names.length - named.length).toLocaleString()} more`]);
}
