import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

const src = '<rootDir>/src';
const features = readdirSync(join(import.meta.dirname, 'src/features'));
/** Pages with the same name as a feature, whose messages belong to the catalog of that feature. */
const pages = features.map((feature) => `${src}/routes/${feature}.page.tsx`);

const problems = `${src}/lib/api/problem-words`;
const tests = ['**/*.test.ts', '**/*.test.tsx'];

/** A catalog for each feature, one for the problems of the server, and one for what every page shares. `npm run messages` updates them. */
export default defineConfig({
  sourceLocale: 'en',
  locales: readdirSync(join(import.meta.dirname, 'src/messages'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  ),
  fallbackLocales: { default: 'en' },
  catalogs: [
    ...features.map((feature) => ({
      path: `${src}/messages/{locale}/${feature}`,
      include: [`${src}/features/${feature}`, `${src}/routes/${feature}.page.tsx`],
      exclude: tests,
    })),
    { path: `${src}/messages/{locale}/problems`, include: [problems] },
    {
      path: `${src}/messages/{locale}/frame`,
      include: ['components', 'config', 'lib', 'routes'].map((folder) => `${src}/${folder}`),
      exclude: [...pages, ...tests, `${problems}/**`],
    },
  ],
  format: formatter({ lineNumbers: false }),
  // Handles values that contain `<`, because people can write any text.
  runtimeConfigModule: { Trans: ['#lib/i18n/trans.ts', 'Trans'] },
  orderBy: 'origin',
});
