import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { errorStatus } from '@skilltrace/contract';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../src/platform/errors/domain-error.js';
import { translateDatabaseError } from '../src/platform/errors/sqlstate.js';

// Checks that the files, scripts, settings and codes that the documentation mentions exist.
const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const READMES = ['apps', 'packages', '.'].flatMap((parent) =>
  readdirSync(join(root, parent))
    .flatMap((folder) => [join(parent, folder, 'README.md'), join(parent, folder, 'database/README.md')])
    .filter((path) => !path.startsWith('node_modules') && !path.startsWith('docs') && existsSync(join(root, path))),
);
const documents = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...READMES,
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const ROOT_FILES = [
  '.dependency-cruiser.js',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'package.json',
  'README.md',
  'SECURITY.md',
  'tsconfig.json',
  'vitest.config.ts',
];
/** A word in backticks is a path in this repository if it starts with one of these folders or is one of ROOT_FILES. */
const FOLDERS = ['apps/', 'attacks/', 'packages/', 'bench/', 'docs/', 'e2e/', 'scripts/', '.ci/'];

const outsideBlocks = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '');
const inBackticks = (text: string) => [...outsideBlocks(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');

function pathsIn(text: string): string[] {
  return inBackticks(text).filter(
    (word) => !/\s/.test(word) && (FOLDERS.some((folder) => word.startsWith(folder)) || ROOT_FILES.includes(word)),
  );
}

/** The mentioned paths that do not exist. Documents must write patterns and example names without their folder. */
function missingPaths(text: string): string[] {
  return pathsIn(text).filter((path) => !existsSync(join(root, path)));
}

function scriptsIn(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
  const short = [...text.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1] ?? '');
  return [...named, ...short];
}

function brokenLinks(document: string, text: string): string[] {
  return [...outsideBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(root, document) : resolve(root, dirname(document), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    });
}

/** The anchors that GitHub generates for the headings. */
function anchorsOf(text: string): string[] {
  return [...outsideBlocks(text).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

/** The words in the first cells of table rows, if the cell contains only words in backticks. */
function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/`(\w+)`/g)].map((word) => word[1] ?? ''),
  );
}

interface Table {
  head: string[];
  rows: string[][];
}

function tablesOf(text: string): Table[] {
  const tables = outsideBlocks(text).match(/^\|.*\|\n\|[-|]+\|\n(?:\|.*\|\n?)*/gm) ?? [];
  return tables.map((table) => {
    const [head = [], , ...rows] = table
      .trim()
      .split('\n')
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    return { head, rows };
  });
}

const isEmpty = (cell: string) => cell.length < 3;

/** The number of sections in each of the 17 chapters of OWASP ASVS 5.0.0. */
const SECTIONS_OF_ASVS = [5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3];

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('mentions only files and folders that exist', () => expect(missingPaths(text)).toEqual([]));
  test('mentions only scripts that exist', () => expect(scriptsIn(text).filter((script) => !scripts.includes(script))).toEqual([]));
  test('has no broken links', () => expect(brokenLinks(document, text)).toEqual([]));
});

describe('the reference', () => {
  test('lists exactly the environment variables of the configuration', () => {
    const schema = /z\.object\(\{([\s\S]*?)^\}\)/m.exec(read('apps/server/src/platform/config/config.ts'))?.[1] ?? '';
    const variables = [...schema.matchAll(/^ {2}([A-Z][A-Z_]*):/gm)].map((match) => match[1] ?? '');
    expect(variables).toContain('DATABASE_URL');
    const documented = firstCells(read('docs/reference/configuration.md')).filter((word) => /^[A-Z_]+$/.test(word));
    expect(documented.toSorted()).toEqual(variables.toSorted());
  });

  test('lists exactly the error codes of the API with their status', () => {
    const rows = [...read('docs/reference/http-api.md').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map((match) => [
      match[1],
      Number(match[2]),
    ]);
    expect(Object.fromEntries(rows)).toEqual(errorStatus);
  });

  test('lists exactly the options of the command line', () => {
    const folder = 'apps/server/src/cli/commands';
    const sources = readdirSync(join(root, folder)).filter((name) => name.endsWith('.command.ts'));
    const defined = sources.flatMap((name) =>
      [...read(join(folder, name)).matchAll(/\.(?:requiredO|o)ption\('(--[\w-]+)/g)].map((match) => match[1] ?? ''),
    );
    const documented = inBackticks(read('docs/reference/cli.md')).flatMap((word) => /^--[\w-]+/.exec(word)?.[0] ?? []);
    expect(defined).toContain('--dry-run');
    expect([...new Set(documented)].filter((word) => word !== '--help').toSorted()).toEqual([...new Set(defined)].toSorted());
  });

  test('lists every table of the schema', () => {
    const tables = [...read('apps/server/database/schema.sql').matchAll(/^CREATE TABLE (\w+)/gm)].map((match) => match[1] ?? '');
    expect(tables.length).toBeGreaterThan(10);
    expect(firstCells(read('docs/reference/schema.md'))).toEqual(expect.arrayContaining(tables));
  });

  test('lists exactly the errors that the database raises, with the error code of the API', () => {
    const raised = [...new Set(read('apps/server/database/schema.sql').match(/SK\d{3}/g))];
    const rows = tablesOf(read('docs/reference/schema.md')).find(({ head }) => head[0] === 'SQLSTATE')?.rows ?? [];
    const answered = (code: string) => {
      const error = translateDatabaseError({ code });
      return error instanceof DomainError ? error.code : 'INTERNAL';
    };
    expect(raised.length).toBeGreaterThan(10);
    expect(rows.map(([state = '', , answer = '']) => inBackticks(`${state} ${answer}`))).toEqual(
      raised.toSorted().map((code) => [code, answered(code)]),
    );
  });

  test.each(['docs/explanation/guardrails.md', 'docs/explanation/security.md'])(
    '%s: every promise names a mechanism and a test',
    (document) => {
      const rows = tablesOf(read(document)).find(({ head }) => head[0] === 'promise')?.rows ?? [];
      expect(rows.length).toBeGreaterThan(9);
      for (const row of rows) {
        expect(row).toHaveLength(3);
        expect(row.filter(isEmpty), row[0]).toEqual([]);
        expect(
          pathsIn(row[2] ?? '').some((path) => path.endsWith('.test.ts')),
          row[0],
        ).toBe(true);
      }
    },
  );

  test('the check finds an empty cell in a table', () => {
    const [table] = tablesOf('| promise | by |\n|---|---|\n| no data is lost | – |\n| no access without a token |  |\n\n| other |\n');
    expect(table).toEqual({
      head: ['promise', 'by'],
      rows: [
        ['no data is lost', '–'],
        ['no access without a token', ''],
      ],
    });
    expect(table?.rows.flat().filter(isEmpty)).toEqual(['–', '']);
  });

  test('lists every section of OWASP ASVS 5.0, and says what is missing for each one that is not met', () => {
    const rows = tablesOf(read('docs/explanation/security.md')).find(({ head }) => head[0] === 'section')?.rows ?? [];
    const wanted = SECTIONS_OF_ASVS.flatMap((sections, chapter) =>
      Array.from({ length: sections }, (_, section) => `V${chapter + 1}.${section + 1}`),
    );
    expect(rows.map(([section]) => section?.split(' ')[0])).toEqual(wanted);
    for (const [section, state = '', by = '', missing = ''] of rows) {
      expect(['met', 'partly', 'not met', 'not applicable', 'operator', 'level 3 only'], section).toContain(state);
      if (['met', 'partly'].includes(state)) expect(isEmpty(by), section).toBe(false);
      if (['partly', 'not met', 'operator'].includes(state)) expect(isEmpty(missing), section).toBe(false);
    }
  });

  const decisions = documents.filter((name) => relative('docs/decisions', name).match(/^\d{4}-/)).toSorted();

  test.each(decisions)('%s has a status with a date, a context, a choice and a consequence', (document) => {
    const number = /(\d{4})-/.exec(document)?.[1] ?? '';
    expect(read(document)).toMatch(
      new RegExp(
        `^# ${number} – .+\\n\\n(Accepted|Superseded by \\d{4}), \\d{4}-\\d\\d-\\d\\d\\n\\n\\*\\*Context\\.\\*\\*[\\s\\S]+\\n\\n\\*\\*Choice\\.\\*\\*[\\s\\S]+\\n\\n\\*\\*Consequence\\.\\*\\*`,
      ),
    );
  });

  test('the index of decisions lists every decision with its title, status and date', () => {
    const rows = tablesOf(read('docs/decisions/README.md')).flatMap((table) => table.rows);
    expect(rows).toEqual(
      decisions.map((document) => {
        const [, number, title, status, date] = /^# (\d{4}) – (.+)\n\n(.+), (.+)\n/.exec(read(document)) ?? [];
        return [`[${number}](${relative('docs/decisions', document)})`, title, status, date];
      }),
    );
  });
});

describe('figures in the README', () => {
  test('include the current number of migrations', () => {
    const files = readdirSync(join(root, 'apps/server/database/migrations')).filter((name) => name.endsWith('.sql'));
    expect(read('README.md')).toContain(`migrated the database: ${files.length} migrations`);
  });
});

describe('the documentation checks', () => {
  test('report a path, a script, a link and an anchor that do not exist', () => {
    const text = 'Look at `apps/server/src/nowhere.ts`, run `npm run nothing`, read [this](nothing.md) and [that](README.md#no-such-part).';
    expect(missingPaths(text)).toEqual(['apps/server/src/nowhere.ts']);
    expect(scriptsIn(text).filter((script) => !scripts.includes(script))).toEqual(['nothing']);
    expect(brokenLinks('README.md', text)).toEqual(['nothing.md', 'README.md#no-such-part']);
  });

  test('accept paths and links that exist', () => {
    const text = 'Look at `apps/server/src/main.ts` and `package.json`, run `npm run check`, read [this](docs/reference/cli.md).';
    expect([missingPaths(text), brokenLinks('README.md', text)]).toEqual([[], []]);
  });
});
