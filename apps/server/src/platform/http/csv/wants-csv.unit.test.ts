import { expect, test } from 'vitest';
import { wantsCsv } from './wants-csv.js';

test.each([
  'text/csv',
  'TEXT/CSV; charset=utf-8',
  'text/csv;header=present;q=0.5',
  'text/csv, */*',
  'text/csv, */*;q=0.1',
  'text/*',
  'application/json;q=0.5, text/csv',
  'text/html, text/csv, application/*',
])('a client that sends %j gets CSV', (accept) => {
  expect(wantsCsv(accept)).toBe(true);
});

test.each([
  undefined,
  '',
  '*/*',
  'application/json',
  'application/json, text/csv',
  'application/json, text/csv;q=0.9',
  'text/csv;q=0',
  'text/csv;q=0, */*',
  'text/csv;q=x',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'text/html',
  'text/csv2',
  ',;,',
])('a client that sends %j gets JSON', (accept) => {
  expect(wantsCsv(accept)).toBe(false);
});
