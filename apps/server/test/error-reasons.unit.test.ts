import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contradictionSubjects, directoryReasons, errorStatus, fieldReasons, reasons, resources } from '@skilltrace/contract';
import { DECISION_REASONS } from '@skilltrace/domain/validation/decision';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const PAGE = join(root, 'docs/reference/error-reasons.md');
const WRITTEN =
  '<!-- The tables below are written by the test: UPDATE_DOCS=1 npx vitest run apps/server/test/error-reasons.unit.test.ts -->';

const sources = ['apps/server/src', 'packages/domain/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('generated'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);
const source = sources.join('\n');

/** How the server pairs a sentence with a code. `%s` is the sentence. */
const WITH_CODE = [
  String.raw`(?:DomainError\(|super\()\s*'([A-Z_]+)',\s*'%s'`,
  String.raw`code: '([A-Z_]+)',\s*sentence: '%s'`,
  String.raw`^ {2}([A-Z_]+): '%s',`,
  String.raw`refuse\(\s*'([A-Z_]+)',\s*'%s'`,
];
const WITHOUT_CODE = [
  { code: 'FORBIDDEN', pattern: String.raw`forbidden\(\s*'%s'` },
  { code: 'UNAVAILABLE', pattern: String.raw`new Unavailable\(\s*'%s'` },
  { code: 'any from 400 to 499', pattern: String.raw`\?\? '%s'` },
];

/** The codes that the sources give to a sentence. */
function codesOf(sentence: string): string[] {
  const literal = sentence.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const find = (pattern: string) => [
    ...source.matchAll(
      new RegExp(
        pattern.replace('%s', () => literal),
        'gm',
      ),
    ),
  ];
  const named = WITH_CODE.flatMap((pattern) => find(pattern).map(([, code = '']) => code));
  const implied = WITHOUT_CODE.flatMap(({ code, pattern }) => find(pattern).map(() => code));
  return [...new Set([...named, ...implied])].toSorted();
}

const paramsOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => `\`${name}\``).join(', ') || '–';
const asCell = (text: string) => text.replaceAll('|', String.raw`\|`);

function tables(): string {
  const codes = [...Object.keys(errorStatus), 'any from 400 to 499'];
  const withCodes = (table: Readonly<Record<string, string>>) =>
    Object.entries(table)
      .flatMap(([reason, sentence]) => codesOf(sentence).map((code) => ({ code, reason, sentence })))
      .toSorted((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code))
      .map(
        ({ code, reason, sentence }) =>
          `| ${code in errorStatus ? `\`${code}\`` : code} | \`${reason}\` | ${asCell(sentence)} | ${paramsOf(sentence)} |`,
      );
  const ofFields = Object.entries(fieldReasons).map(
    ([reason, sentence]) => `| \`${reason}\` | ${asCell(sentence)} | ${paramsOf(sentence)} |`,
  );
  const ofDecisions = Object.entries(DECISION_REASONS).map(
    ([reason, sentence]) => `| \`${reason}\` | ${asCell(sentence)} | ${paramsOf(sentence)} |`,
  );
  return [
    '## Problems',
    '',
    '| code | reason | `detail` | parameters |',
    '|---|---|---|---|',
    ...withCodes(reasons),
    '',
    `\`resource\` is one of ${resources.map((resource) => `\`${resource}\``).join(', ')}.`,
    '',
    '## Fields',
    '',
    '| reason | `message` | parameters |',
    '|---|---|---|',
    ...ofFields,
    '',
    '## Entries of an organization file that were rejected',
    '',
    '| code | reason | `message` | parameters |',
    '|---|---|---|---|',
    ...withCodes(directoryReasons),
    '',
    `\`subject\` is one of ${contradictionSubjects.map((subject) => `\`${subject}\``).join(', ')}. \`entry\` is the path of another entry, such as`,
    '`projects.3`, and `at` a time.',
    '',
    '## Decisions that were not carried out',
    '',
    '| reason | `message` | parameters |',
    '|---|---|---|',
    ...ofDecisions,
    '',
  ].join('\n');
}

test('the server uses every sentence of the contract', () => {
  const unused = Object.entries({ ...reasons, ...directoryReasons }).filter(([, sentence]) => codesOf(sentence).length === 0);
  expect(unused).toEqual([]);
});

test('the page of reasons lists exactly the sentences of the contract', () => {
  const [prose] = readFileSync(PAGE, 'utf8').split(WRITTEN);
  const page = `${prose}${WRITTEN}\n\n${tables()}`;
  if (process.env['UPDATE_DOCS']) writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
