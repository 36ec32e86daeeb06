import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isolate, isolateWithin, piecesOf } from './isolate.ts';

const HEBREW = 'מרים';
const OPEN = '\u2068';
const CLOSE = '\u2069';

test('isolates a name that runs from right to left', () => {
  expect(`Skills of ${isolate(HEBREW)}`).toBe(`Skills of ${OPEN}${HEBREW}${CLOSE}`);
});

test('does not isolate a name that cannot reorder anything, so that copied text has no invisible characters', () => {
  for (const name of ['Ana Dev', '山田 太郎', 'สมชาย', '3.14 (x)', 'Zoë 👩‍💻']) expect(isolate(name)).toBe(name);
});

test('isolates the name in a sentence of the server, and not the words around it', () => {
  expect(isolateWithin(`${HEBREW} כהן approved this as EXPERT.`)).toBe(`${OPEN}${HEBREW} כהן${CLOSE} approved this as EXPERT.`);
  expect(isolateWithin(`There is no skill ${HEBREW} 3.`)).toBe(`There is no skill ${OPEN}${HEBREW}${CLOSE} 3.`);
});

test('returns the pieces of a sentence, with isolated ones at odd indexes', () => {
  expect(piecesOf(`${isolate(`Rust ${HEBREW} 3`)} approved for ${isolate('Ana')}.`)).toEqual([
    '',
    `Rust ${HEBREW} 3`,
    ' approved for Ana.',
  ]);
  expect(piecesOf('Nothing to isolate.')).toEqual(['Nothing to isolate.']);
});

// Every kind of character that the bidirectional algorithm knows, including controls that are never closed.
const character = fc.constantFrom(
  ...'aZ9 .,()“”-',
  'א',
  'ת',
  'ش',
  '٣',
  '\u061C',
  '\u200F',
  '\u{1E900}',
  ...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069',
);
const text = fc.string({ unit: character, maxLength: 12 });

/** The isolate depth of each character; undefined if a control character has no counterpart. */
function depths(sentence: string): { depth: number; character: string }[] | undefined {
  let depth = 0;
  const found = [];
  for (const one of sentence) {
    if (one === OPEN) depth += 1;
    else if (one === CLOSE) depth -= 1;
    else if (/[\u202A-\u202E\u2066\u2067]/u.test(one)) return undefined;
    else found.push({ depth, character: one });
    if (depth < 0 || depth > 1) return undefined;
  }
  return depth === 0 ? found : undefined;
}

test('isolates every right-to-left character and closes every isolate, for all texts', () => {
  fc.assert(
    fc.property(text, text, (name, other) => {
      for (const sentence of [`Skills of ${isolate(name)} on ${isolate(other)}.`, isolateWithin(`Skills of ${name} on ${other}.`)]) {
        const outside = depths(sentence)?.filter(({ depth }) => depth === 0);
        expect(outside).toBeDefined();
        expect(outside?.map((one) => one.character).join('')).not.toMatch(/[\u0590-\u08FF\u200F\u{1E800}-\u{1EFFF}]/u);
        const visible = /[\u202A-\u202E\u2066-\u2069]/gu;
        expect(sentence.replace(visible, '')).toBe(`Skills of ${name} on ${other}.`.replace(visible, ''));
      }
    }),
  );
});
