import { describe, expect, test } from 'vitest';
import { findJsonError } from './find-json-error.ts';
import { jsonErrorInWords } from './json-error-words.ts';

describe('findJsonError', () => {
  test.each([
    ['', 1, 1, { kind: 'end', expected: 'value' }],
    ['{"a": 1,}', 1, 9, { kind: 'unexpected', found: '}', expected: 'name' }],
    ['{\n  "a": [1, 2\n  "b": 3\n}', 3, 3, { kind: 'unexpected', found: '"', expected: ', or ]' }],
    ['[1, 2', 1, 6, { kind: 'end', expected: ', or ]' }],
    ["{'a': 1}", 1, 2, { kind: 'unexpected', found: "'", expected: 'name or }' }],
    ['{"a" 1}', 1, 6, { kind: 'unexpected', found: '1', expected: ':' }],
    ['{"a": undefined}', 1, 7, { kind: 'unexpected', found: 'u', expected: 'value' }],
    ['[01]', 1, 2, { kind: 'unexpected', found: '0', expected: 'value or ]' }],
    ['[]\n[]', 2, 1, { kind: 'unexpected', found: '[', expected: 'end' }],
    ['[1}', 1, 3, { kind: 'unexpected', found: '}', expected: ', or ]' }],
    ['["a\nb"]', 1, 4, { kind: 'lineBreak' }],
    ['["a', 1, 2, { kind: 'unclosed' }],
    [String.raw`["\x"]`, 1, 3, { kind: 'escape' }],
    ['[1] // mine', 1, 5, { kind: 'unexpected', found: '/', expected: 'end' }],
  ])('finds the error in %j at line %i, column %i', (text, line, column, problem) => {
    expect(findJsonError(text)).toEqual({ line, column, ...problem });
  });

  test('returns errors that are shown with the position and the reason', () => {
    const inWords = (text: string) => {
      const error = findJsonError(text);
      return error && jsonErrorInWords(error);
    };
    expect(inWords('[1, 2')).toBe('The file is not valid JSON: it ends at line 1, column 6. Expected there: a comma or ].');
    expect(inWords('{"a" 1}')).toBe('The file is not valid JSON at line 1, column 6. Expected: a colon after the name. Found: "1".');
    expect(inWords('["a\nb"]')).toBe('The file is not valid JSON at line 1, column 4: a string contains a line break.');
    expect(inWords('["a')).toMatch(/the string that starts at line 1, column 2 has no closing quote\.$/);
  });

  test.each(['{}', ' [] \n', '{"a":[1,-2.5e3,true,false,null,"x\\u00e9\\n"],"b":{"":{}}}', '0', '"\u2028"'])(
    'finds no error in %j',
    (text) => {
      expect(findJsonError(text)).toBeUndefined();
    },
  );

  test('finds an error exactly when JSON.parse fails, for every change of one character', () => {
    const text = '{"skills": [{"name": "A\\"b", "n": -1.5e+3}, []], "x": [true, null]}';
    for (let at = 0; at <= text.length; at += 1)
      for (const put of ['', ',', '"', '}', ']', '1', 'x', ' ', '\n', '\\'])
        for (const rest of [text.slice(at), text.slice(at + 1)]) {
          const changed = text.slice(0, at) + put + rest;
          expect([changed, findJsonError(changed) === undefined]).toEqual([changed, isJson(changed)]);
        }
  });

  test('finds an error at any depth of nesting', () => expect(findJsonError('['.repeat(100_000))?.column).toBe(100_001));
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
