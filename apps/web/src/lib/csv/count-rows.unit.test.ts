import { expect, test } from 'vitest';
import { RowCounter } from './count-rows.ts';

test.each([
  ['', 0],
  ['id,name\r\n', 0],
  ['id,name\r\n1,a\r\n2,b\r\n', 2],
  ['id,name\r\n1,"two\r\nlines"\r\n2,"say ""hi""\n"\r\n', 2],
])('counts the rows of %j, however its parts are cut', (text, rows) => {
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length + 1; size++) {
    const counter = new RowCounter();
    for (let at = 0; at < bytes.length; at += size) counter.add(bytes.subarray(at, at + size));
    expect(counter.rows).toBe(rows);
  }
});
