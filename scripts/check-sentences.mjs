// Plain English: finds constructions that sound odd to a colleague in comments, Markdown, English messages and test names.
// Prints file, line and what to write instead, and exits with 1, for each one found. With --count it prints how often each
// construction occurs. Usage: check-sentences.mjs [--count] [root]
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ALLOWED } from './sentences/allowed.mjs';
import { CONSTRUCTIONS } from './sentences/constructions.mjs';
import { FREE_STANDING_SUBJECT, freeStandingSubjects } from './sentences/free-standing-subject.mjs';
import { proseIn } from './sentences/prose.mjs';

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'generated', 'coverage', 'fixtures', 'screenshots', '.data', '.git']);
const GENERATED = /(?:^|\/)schema\.sql$|^packages\/api-client\/src\/schema\.ts$|^bench\/results\//;

const parameters = process.argv.slice(2);
const isCount = parameters.includes('--count');
const root = parameters.find((parameter) => parameter !== '--count') ?? join(import.meta.dirname, '..');

/** Every file below a folder. */
function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) yield* filesIn(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

/** Each construction in a piece of prose, and its index there. */
function* constructionsIn({ text, isHeading }) {
  for (const construction of CONSTRUCTIONS) {
    for (const match of text.matchAll(construction.pattern)) yield { construction, index: match.index };
  }
  if (isHeading) return;
  for (const index of freeStandingSubjects(text)) yield { construction: FREE_STANDING_SUBJECT, index };
}

/** Some words of the sentence, on one line. */
function excerptAround(text, index) {
  const before = text
    .slice(0, index)
    .split(/[.!?]\s/)
    .at(-1);
  const after = text.slice(index).split(/(?<=[.!?])\s/)[0];
  const start = before.length > 60 ? before.slice(-60).replace(/^\S*/, '…') : before;
  const end = after.length > 60 ? after.slice(0, 60).replace(/\S*$/, '…') : after;
  return `${start}${end}`.replaceAll(/·+/g, '…').replaceAll(/\s+/g, ' ').trim();
}

const found = [];
for (const file of filesIn(root)) {
  const path = relative(root, file).split(sep).join('/');
  if (GENERATED.test(path)) continue;
  const content = readFileSync(file, 'utf8');
  const lines = content.split('\n');
  for (const piece of proseIn(path, content)) {
    for (const { construction, index } of constructionsIn(piece)) {
      const lineNumber = content.slice(0, piece.start + index).split('\n').length;
      const isAllowed = ALLOWED.some((entry) => entry.path === path && lines[lineNumber - 1].includes(entry.text));
      if (!isAllowed) found.push({ path, lineNumber, construction, excerpt: excerptAround(piece.text, index) });
    }
  }
}

if (isCount) {
  for (const { name } of [...CONSTRUCTIONS, FREE_STANDING_SUBJECT]) {
    console.log(`${String(found.filter(({ construction }) => construction.name === name).length).padStart(5)} ${name}`);
  }
} else {
  for (const { path, lineNumber, construction, excerpt } of found) {
    console.error(`${path}:${lineNumber}: "${excerpt}": use ${construction.use} instead of ${construction.name}`);
  }
  if (found.length > 0) process.exitCode = 1;
}
