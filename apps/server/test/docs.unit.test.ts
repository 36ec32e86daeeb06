import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { errorStatus } from '@skilltrace/contract';
import { describe, expect, test } from 'vitest';

// The documents name files, scripts, settings and codes. Whoever renames one of those finds the sentence here.
const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const ROOT_FILES = [
  '.dependency-cruiser.js',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'CHANGELOG.md',
  'LICENSE',
  'package.json',
  'README.md',
  'tsconfig.json',
  'vitest.config.ts',
];
/** A word in backticks is a path of this repository when it begins with a folder of its root, or is a file of it. */
const FOLDERS = ['apps/', 'packages/', 'bench/', 'docs/', 'e2e/', 'scripts/', '.ci/'];

const outsideBlocks = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '');
const inBackticks = (text: string) => [...outsideBlocks(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');

function pathsIn(text: string): string[] {
  return inBackticks(text).filter(
    (word) => !/\s/.test(word) && (FOLDERS.some((folder) => word.startsWith(folder)) || ROOT_FILES.includes(word)),
  );
}

/** What the repository does not hold of that: patterns and made-up names are named without their folder. */
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

/** The anchors that a heading gets where the documents are shown. */
function anchorsOf(text: string): string[] {
  return [...outsideBlocks(text).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

/** First cells of the rows of tables that hold one word in backticks. */
function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/`(\w+)`/g)].map((word) => word[1] ?? ''),
  );
}

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('names files and folders that exist', () => expect(missingPaths(text)).toEqual([]));
  test('names scripts that exist', () => expect(scriptsIn(text).filter((script) => !scripts.includes(script))).toEqual([]));
  test('links to what is there', () => expect(brokenLinks(document, text)).toEqual([]));
});

describe('the reference', () => {
  test('lists every environment variable, and no other', () => {
    const schema = /z\.object\(\{([\s\S]*?)^\}\)/m.exec(read('apps/server/src/platform/config/config.ts'))?.[1] ?? '';
    const variables = [...schema.matchAll(/^ {2}([A-Z][A-Z_]*):/gm)].map((match) => match[1] ?? '');
    expect(variables).toContain('DATABASE_URL');
    const documented = firstCells(read('docs/reference/configuration.md')).filter((word) => /^[A-Z_]+$/.test(word));
    expect(documented.toSorted()).toEqual(variables.toSorted());
  });

  test('lists every error code with its status, and no other', () => {
    const rows = [...read('docs/reference/http-api.md').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \|/gm)].map((match) => [
      match[1],
      Number(match[2]),
    ]);
    expect(Object.fromEntries(rows)).toEqual(errorStatus);
  });

  test('lists every table of the schema', () => {
    const tables = [...read('apps/server/migrations/schema.sql').matchAll(/^CREATE TABLE (\w+)/gm)].map((match) => match[1] ?? '');
    expect(tables.length).toBeGreaterThan(10);
    expect(firstCells(read('docs/reference/schema.md'))).toEqual(expect.arrayContaining(tables));
  });

  test('leaves no cell of the guardrails empty', () => {
    const rows = read('docs/explanation/guardrails.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| promise'));
    expect(rows.length).toBeGreaterThan(9);
    for (const row of rows) {
      const cells = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      expect(cells).toHaveLength(3);
      expect(cells.every((cell) => cell.length > 2)).toBe(true);
      expect(
        pathsIn(cells[2] ?? '').some((path) => path.endsWith('.test.ts')),
        row,
      ).toBe(true);
    }
  });

  test('every decision has context, choice and consequence', () => {
    for (const document of documents.filter((name) => relative('docs/decisions', name).match(/^\d{4}-/))) {
      const number = /(\d{4})-/.exec(document)?.[1] ?? '';
      expect(read(document)).toMatch(
        new RegExp(
          `^# ${number} – .+\\n\\n\\*\\*Context\\.\\*\\*[\\s\\S]+\\n\\n\\*\\*Choice\\.\\*\\*[\\s\\S]+\\n\\n\\*\\*Consequence\\.\\*\\*`,
        ),
      );
    }
  });
});

describe('these checks', () => {
  test('see a path, a script, a link and an anchor that do not exist', () => {
    const text = 'Look at `apps/server/src/nowhere.ts`, run `npm run nothing`, read [this](nothing.md) and [that](README.md#no-such-part).';
    expect(missingPaths(text)).toEqual(['apps/server/src/nowhere.ts']);
    expect(scriptsIn(text).filter((script) => !scripts.includes(script))).toEqual(['nothing']);
    expect(brokenLinks('README.md', text)).toEqual(['nothing.md', 'README.md#no-such-part']);
  });

  test('let pass what exists', () => {
    const text = 'Look at `apps/server/src/main.ts` and `package.json`, run `npm run check`, read [this](docs/reference/cli.md).';
    expect([missingPaths(text), brokenLinks('README.md', text)]).toEqual([[], []]);
  });
});
