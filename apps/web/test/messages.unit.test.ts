import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { describe, expect, test } from 'vitest';

const config = getConfig({ cwd: new URL('..', import.meta.url).pathname, skipValidation: true });
const catalogs = await getCatalogs(config);

describe('the catalogs of messages', () => {
  test.each(catalogs.map((catalog) => [catalog.path.split('/').at(-1) ?? '', catalog] as const))(
    'of %s hold what is in the sources, in each language, and nothing else: `npm run messages` updates them',
    async (_name, catalog) => {
      // Nothing at all where a file could not be read.
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
