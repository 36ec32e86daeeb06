import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { describe, expect, test } from 'vitest';

const config = getConfig({ cwd: new URL('..', import.meta.url).pathname, skipValidation: true });
const catalogs = await getCatalogs(config);

describe('the message catalog', () => {
  test.each(catalogs.map((catalog) => [catalog.path.split('/').at(-1) ?? '', catalog] as const))(
    '%s has exactly the messages of the sources in each language (`npm run messages` updates it)',
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
        }
      }
    },
    60_000,
  );
});
