// Guardrail 2, one writer: import rules cover imports but not SQL. This script searches all source files outside the allowed
// folders for the names of the ledger's table and of the SQL functions that write signals, in any letter case, in SQL, texts
// and comments. Readers use the view `signal_ledger`. It prints file and line of each name found, and exits with 1 if there
// are any.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SOURCES = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|sql|prisma)$/;
const FOLDERS = ['apps', 'packages', 'bench', 'attacks', 'scripts'];
const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.data', 'test']);
const SHARED = [
  /^apps\/server\/database\/migrations\//,
  /^apps\/server\/database\/(schema\.sql|grants\.sql|views\/signal_ledger\.sql|guards\/ledger_append_only\.sql|functions\/progress-updates\/)/,
  /\.test\.ts$/,
  /^(bench\/src|attacks)\//,
  /^scripts\/check-ledger-names\.mjs$/,
];
const RULES = [
  {
    names: /user_skill_signals|emit_skill_signals/i,
    folder: 'apps/server/src/signals/',
    may: [...SHARED, /^apps\/server\/src\/signals\//, /^apps\/server\/database\/functions\/signals\//],
  },
  {
    names: /post_progress_update\b|import_progress_updates\b/i,
    folder: 'apps/server/src/progress-updates/',
    may: [...SHARED, /^apps\/server\/src\/progress-updates\//],
  },
];

const root = process.argv[2] ?? join(import.meta.dirname, '..');

/** Yields every source file below a folder; nothing if the folder does not exist. */
function* sourcesIn(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) {
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* sourcesIn(join(folder, entry.name));
    else if (entry.isFile() && SOURCES.test(entry.name)) yield join(folder, entry.name);
  }
}

const found = [];
for (const folder of FOLDERS) {
  for (const file of sourcesIn(join(root, folder))) {
    const path = relative(root, file).split(sep).join('/');
    const rules = RULES.filter(({ may }) => !may.some((pattern) => pattern.test(path)));
    if (rules.length === 0) continue;
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      for (const { names, folder: home } of rules) {
        const name = names.exec(line)?.[0];
        if (name) found.push(`${path}:${index + 1}: names ${name}, which is allowed only in ${home}`);
      }
    }
  }
}

for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
