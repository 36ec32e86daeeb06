import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('writes numbers, booleans and plain text without quotes, and nothing for a missing value', () => {
  expect(csvLine(['React', 3, true, null, undefined])).toBe('React,3,true,,\r\n');
});

test('quotes cells with commas, quotes and line breaks', () => {
  expect(csvLine(['x,y', 'say "hi"', 'two\nlines'])).toBe('"x,y","say ""hi""","two\nlines"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('writes %j as text that a spreadsheet does not run as a formula', (text) => {
  expect(csvLine([text])).toBe(`"'${text}"\r\n`);
});

test('writes a negative number unchanged', () => {
  expect(csvLine([-1])).toBe('-1\r\n');
});
