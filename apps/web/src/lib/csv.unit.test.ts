import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('a row a line, with a heading', () => {
  expect(
    csvOf(
      ['name', 'signals'],
      [
        ['React', 3],
        [null, undefined],
      ],
    ),
  ).toBe('name,signals\r\nReact,3\r\n,\r\n');
});

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csvOf(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe('a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('%j is text to a spreadsheet, not a formula', (text) => {
  expect(csvOf(['a'], [[text]])).toBe(`a\r\n"'${text}"\r\n`);
});

test('a negative number is a number', () => {
  expect(csvOf(['a'], [[-1]])).toBe('a\r\n-1\r\n');
});
