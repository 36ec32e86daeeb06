import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';

type Part = string | [name: string, type?: string, cases?: Record<string, unknown>];

/** The values and tags of a message, in any order. A value can occur in several cases of a plural. */
function valuesAndTags(message: string): string[] {
  const of = (compiled: unknown): string[] => {
    if (typeof compiled === 'string') return compiled.match(/<\/?\w+\/?>/g) ?? [];
    if (!Array.isArray(compiled)) return [];
    return (compiled as Part[]).flatMap((part) =>
      typeof part === 'string' ? of(part) : [`{${part[0]}}`, ...Object.values(part[2] ?? {}).flatMap(of)],
    );
  };
  return [...new Set(of(compileMessage(message)))].toSorted();
}

const config = getConfig({ cwd: new URL('..', import.meta.url).pathname, skipValidation: true });
const catalogs = await getCatalogs(config);

describe('the message catalogs', () => {
  test.each(catalogs.map((catalog) => [catalog.path.split('/').at(-1) ?? '', catalog] as const))(
    'of %s have exactly the messages of the sources in each language (`npm run messages` updates it)',
    async (_name, catalog) => {
      // Empty if a source file could not be parsed.
      const used = Object.keys((await catalog.collect()) ?? {}).toSorted();
      expect(used.length).toBeGreaterThan(0);
      for (const locale of config.locales) {
        const messages = (await catalog.read(locale)) ?? {};
        expect(Object.keys(messages).toSorted()).toEqual(used);
        for (const [id, { translation, message, obsolete }] of Object.entries(messages)) {
          expect(obsolete, id).toBeFalsy();
          expect(translation, `${locale}: ${message ?? id}`).not.toBe('');
          expect(valuesAndTags(translation ?? ''), `${locale}: ${translation}`).toEqual(valuesAndTags(message ?? id));
        }
      }
    },
    60_000,
  );

  // A page merges the catalogs it loads, so the last one would decide.
  test.each(config.locales)('in %s translate each message to one text', async (locale) => {
    const texts = new Map<string, Set<string>>();
    for (const catalog of catalogs)
      for (const [id, { message, translation = '' }] of Object.entries((await catalog.read(locale)) ?? {})) {
        const all = texts.get(id) ?? new Set([`Message: ${message ?? id}`]);
        texts.set(id, all.add(`Text: ${translation}`));
      }
    expect([...texts.values()].filter(({ size }) => size > 2).map((all) => [...all])).toEqual([]);
  });
});
