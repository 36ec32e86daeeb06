import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { expect, test } from 'vitest';
import { checkOrganizationFile, tooLargeInWords } from './check-organization-file.ts';

const why = (text: string) => {
  const looked = checkOrganizationFile(text);
  return looked.isGood ? undefined : looked.why;
};

test('an organization file is counted section by section', () => {
  const looked = checkOrganizationFile('{"skills":[{},{}],"profiles":[],"assignments":[{}]}');
  expect(looked.isGood && looked.counts.map(({ count }) => count)).toEqual([2, 0, 0, 1, 0, 0]);
});

test('a file that is not an organization file is rejected with the reason', () => {
  expect(why('{"skills":[\n{"name":"A"},]}')).toBe('The file is not valid JSON at line 2, column 14. Expected: a value. Found: "]".');
  expect(why('[]')).toMatch(/not an organization file/);
  expect(why('null')).toMatch(/not an organization file/);
  expect(why('{"people":[]}')).toMatch(/^The file has an unknown section: "people"\. The valid sections are: skills, profiles, /);
  expect(why('{"people":[],"teams":[]}')).toMatch(/^The file has 2 unknown sections, such as: "people", "teams"\./);
  expect(why('{"skills":{}}')).toBe('The section "skills" is not a list.');
  expect(why('{}')).toBe('The file is empty.');
});

test('a file over 64 MiB is rejected with its size on disk, or as too large after decompression', () => {
  expect(tooLargeInWords(LARGEST_ORGANIZATION + 1)).toMatch(/67\.1 MB/);
  expect(tooLargeInWords(600_000)).toMatch(/^The uncompressed file is over the limit of 64 MiB/);
});
