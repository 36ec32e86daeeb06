import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('writes a line of headings and a line for each row', () => {
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

test('quotes cells with commas, quotes and line breaks', () => {
  expect(csvOf(['a'], [['x,y'], ['say "hi"'], ['two\nlines']])).toBe('a\r\n"x,y"\r\n"say ""hi"""\r\n"two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('writes %j as text that a spreadsheet does not run as a formula', (text) => {
  expect(csvOf(['a'], [[text]])).toBe(`a\r\n"'${text}"\r\n`);
});

test('writes a negative number unchanged', () => {
  expect(csvOf(['a'], [[-1]])).toBe('a\r\n-1\r\n');
});
