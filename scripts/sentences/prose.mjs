import { markdownProse } from './markdown-prose.mjs';
import { catalogProse } from './catalog-prose.mjs';
import { scriptProse } from './script-prose.mjs';
import { commentProse } from './comment-prose.mjs';

// Each alternative is a string or a comment, so that a comment marker inside a string is passed over, and the other way round.
const SQL = /'(?:[^']|'')*'|"[^"]*"|--.*|\/\*[\s\S]*?\*\//g;
const C_LIKE = /"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\//g;
const CSS = /"[^"\n]*"|'[^'\n]*'|\/\*[\s\S]*?\*\//g;
const SHELL = /(?<=^|[ \t])"(?:[^"\\\n]|\\.)*"|(?<=^|[ \t])'[^'\n]*'|(?<=^|[ \t])#.*/gm;

const READERS = [
  [/\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/, scriptProse],
  [/\.md$/, markdownProse],
  [/(?:^|\/)messages\/en\/[^/]+\.po$/, catalogProse],
  [/\.sql$/, (_path, text) => commentProse(text, text.matchAll(SQL))],
  [/\.prisma$|(?:^|\/)\.oxlintrc\.json$/, (_path, text) => commentProse(text, text.matchAll(C_LIKE))],
  [/\.css$/, (_path, text) => commentProse(text, text.matchAll(CSS))],
  [/\.ya?ml$|(?:^|\/)\.env\.example$|^\.ci\/run$/, (_path, text) => commentProse(text, text.matchAll(SHELL))],
];

/**
 * The prose of a file, in pieces that belong together. The text of a piece is as long as its part of the file, with code and
 * markers blanked out, so that an index in it plus `start` is an index in the file. None for a file of another kind.
 * @returns {Iterable<{ start: number, text: string, isHeading?: boolean }>}
 */
export function proseIn(path, text) {
  return READERS.find(([pattern]) => pattern.test(path))?.[1](path, text) ?? [];
}
