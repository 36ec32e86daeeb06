import { describe, expect, test } from 'vitest';
import { findJsonError } from './find-json-error.ts';

describe('where a text stops being JSON', () => {
  test.each([
    ['', 1, 1, 'The file ends where a value should be'],
    ['{"a": 1,}', 1, 9, '"}" stands where a name in double quotes should be'],
    ['{\n  "a": [1, 2\n  "b": 3\n}', 3, 3, '"\\"" stands where a comma or ] should be'],
    ['[1, 2', 1, 6, 'The file ends where a comma or ] should be'],
    ["{'a': 1}", 1, 2, '"\'" stands where a name in double quotes or } should be'],
    ['{"a" 1}', 1, 6, '"1" stands where a colon after the name should be'],
    ['{"a": undefined}', 1, 7, '"u" stands where a value should be'],
    ['[01]', 1, 2, '"0" stands where a value or ] should be'],
    ['[]\n[]', 2, 1, '"[" stands where the end of the file should be'],
    ['[1}', 1, 3, '"}" stands where a comma or ] should be'],
    ['["a\nb"]', 1, 4, 'A text is not closed at the end of its line'],
    ['["a', 1, 2, 'The text that begins here is never closed'],
    [String.raw`["\x"]`, 1, 3, 'A backslash in a text begins nothing that JSON knows'],
    ['[1] // mine', 1, 5, '"/" stands where the end of the file should be'],
  ])('%j: line %i, column %i', (text, line, column, what) => {
    expect(findJsonError(text)).toEqual({ line, column, what });
  });

  test.each(['{}', ' [] \n', '{"a":[1,-2.5e3,true,false,null,"x\\u00e9\\n"],"b":{"":{}}}', '0', '"\u2028"'])('%j is JSON', (text) => {
    expect(findJsonError(text)).toBeUndefined();
  });

  test('agrees with the engine about whatever one character more, less or other makes of a file', () => {
    const text = '{"skills": [{"name": "A\\"b", "n": -1.5e+3}, []], "x": [true, null]}';
    for (let at = 0; at <= text.length; at += 1)
      for (const put of ['', ',', '"', '}', ']', '1', 'x', ' ', '\n', '\\'])
        for (const rest of [text.slice(at), text.slice(at + 1)]) {
          const changed = text.slice(0, at) + put + rest;
          expect([changed, findJsonError(changed) === undefined]).toEqual([changed, isJson(changed)]);
        }
  });

  test('nests as deeply as anybody writes', () => expect(findJsonError('['.repeat(100_000))?.column).toBe(100_001));
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
