import { directorySections, type DirectorySection } from '@skilltrace/contract/directory-sections';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { sizeInWords } from '#lib/format/size.ts';
import { findJsonError } from './find-json-error.ts';

const LABELS: Readonly<Record<DirectorySection, string>> = {
  skills: 'Skills',
  profiles: 'People',
  projects: 'Projects',
  assignments: 'Assignments',
  employeeSkills: 'Validated skills',
  suggestions: 'Suggestions',
};

/** As the server takes them, with their names on screen. */
export const SECTIONS = directorySections.map((section) => ({ section, label: LABELS[section] }));

export type LookedInto =
  | { isGood: true; counts: { section: DirectorySection; label: string; count: number }[] }
  | { isGood: false; why: string };

/** What an organization file holds, section by section, before anything is sent; or why it is none. */
export function lookIntoOrganization(text: string): LookedInto {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const error = findJsonError(text);
    return bad(error ? `This is not JSON. Line ${error.line}, column ${error.column}: ${error.what}.` : 'This is not JSON.');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return bad('An organization file is one JSON object with sections such as "skills" and "profiles"; this is something else.');
  const known = new Set<string>(SECTIONS.map(({ section }) => section));
  const unknown = Object.keys(content).filter((name) => !known.has(name));
  if (unknown.length > 0)
    return bad(
      `There is no section ${unknown
        .slice(0, 3)
        .map((name) => JSON.stringify(name))
        .join(', ')}. The sections are ${[...known].join(', ')}.`,
    );
  const sections = content as Partial<Record<DirectorySection, unknown>>;
  const notAList = SECTIONS.find(({ section }) => sections[section] !== undefined && !Array.isArray(sections[section]));
  if (notAList) return bad(`The section "${notAList.section}" is not a list.`);
  const counts = SECTIONS.map((one) => ({ ...one, count: (sections[one.section] as unknown[] | undefined)?.length ?? 0 }));
  return counts.every(({ count }) => count === 0) ? bad('There is nothing in this file.') : { isGood: true, counts };
}

/** Why a file is not read to its end: `bytes` is its size as it lies on the disk. */
export const tooLargeInWords = (bytes: number): string =>
  bytes > LARGEST_ORGANIZATION
    ? `The file has ${sizeInWords(bytes)}, and the server takes up to 64 MiB (${sizeInWords(LARGEST_ORGANIZATION)}). ${DIVIDE}`
    : `Unpacked, the file has more than the 64 MiB (${sizeInWords(LARGEST_ORGANIZATION)}) that the server takes. ${DIVIDE}`;

const DIVIDE = 'Divide it: people and skills first, then projects, then assignments.';

const bad = (why: string): LookedInto => ({ isGood: false, why });
