import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { expect, test } from 'vitest';
import { lookIntoOrganization, tooLargeInWords } from './look-into-organization.ts';

const why = (text: string) => {
  const looked = lookIntoOrganization(text);
  return looked.isGood ? undefined : looked.why;
};

test('counts each section', () => {
  const looked = lookIntoOrganization('{"skills":[{},{}],"profiles":[],"assignments":[{}]}');
  expect(looked.isGood && looked.counts.map(({ count }) => count)).toEqual([2, 0, 0, 1, 0, 0]);
});

test('says what it is instead', () => {
  expect(why('{"skills":[\n{"name":"A"},]}')).toBe('This is not JSON. Line 2, column 14: "]" stands where a value should be.');
  expect(why('[]')).toMatch(/something else/);
  expect(why('null')).toMatch(/something else/);
  expect(why('{"people":[]}')).toMatch(/no section "people"/);
  expect(why('{"skills":{}}')).toBe('The section "skills" is not a list.');
  expect(why('{}')).toBe('There is nothing in this file.');
});

test('up to 64 MiB', () => {
  expect(tooLargeInWords(LARGEST_ORGANIZATION + 1)).toMatch(/67\.1 MB/);
  expect(tooLargeInWords(600_000)).toMatch(/^Unpacked, the file has more than the 64 MiB/);
});
