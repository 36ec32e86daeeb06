import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { environmentVariables } from '../src/platform/config/config.js';

const root = resolve(import.meta.dirname, '../../..');
const EXAMPLE = join(root, '.env.example');

/** The expected file: each variable with its meaning and default from the table in docs/reference/configuration.md. */
function example(): string {
  const reference = readFileSync(join(root, 'docs/reference/configuration.md'), 'utf8');
  const plain = (cell: string) => cell.replaceAll('`', '').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  const entries = environmentVariables.map((name) => {
    const row = reference.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    const [, unset = '', meaning = ''] = row.split(' | ').map(plain);
    const [firstSentence = ''] = meaning.replace(/ \|$/, '').split(/(?<=\.) /);
    return `# ${firstSentence}\n# Unless set: ${unset}.\n#${name}=\n`;
  });
  return `# Written by a test from the schema of the settings: UPDATE_DOCS=1 npx vitest run apps/server/test/environment-example.unit.test.ts
# Everything is optional. Details: docs/reference/configuration.md
# Load it with: set -a; . ./.env; set +a; npm start

${entries.join('\n')}`;
}

test('.env.example lists every variable of the schema with its meaning and default', () => {
  if (process.env['UPDATE_DOCS']) writeFileSync(EXAMPLE, example());
  expect(environmentVariables).toContain('DATABASE_URL');
  expect(readFileSync(EXAMPLE, 'utf8')).toBe(example());
});
