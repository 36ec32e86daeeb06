// Guardrail 2, one writer: import rules see imports, not SQL. This sees the names of the ledger's table and of the
// function that writes it in any source file outside src/signals/, in SQL, in text or in a comment. Readers name the
// view `signal_ledger`. Prints file and line, and ends with 1, where one is found.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const NAMES = /user_skill_signals|emit_skill_signals/;
const SOURCES = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|sql|prisma)$/;
const FOLDERS = ['apps', 'packages', 'bench', 'scripts'];
const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.data', 'test']);
const MAY = [
  /^apps\/server\/src\/signals\//,
  /^apps\/server\/migrations\//,
  /^apps\/server\/database\/functions\/(signals|progress-updates)\//,
  /\.test\.ts$/,
  /^bench\/src\//,
  /^scripts\/check-ledger-names\.mjs$/,
];

const root = process.argv[2] ?? join(import.meta.dirname, '..');

/** Every source file below a folder; none where the folder does not exist. */
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
    if (MAY.some((pattern) => pattern.test(path))) continue;
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      const name = NAMES.exec(line)?.[0];
      if (name) found.push(`${path}:${index + 1}: names ${name}, which only apps/server/src/signals/ may`);
    }
  }
}

for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
