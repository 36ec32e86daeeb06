import { plural, t } from '@lingui/core/macro';
import { directorySections, type DirectorySection } from '@skilltrace/contract/directory-sections';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { sizeInWords } from '#lib/format/size.ts';
import { findJsonError } from './find-json-error.ts';
import { jsonErrorInWords } from './json-error-words.ts';

/** The sections in the order in which the server imports them, with their labels. */
export function sectionsInWords(): { section: DirectorySection; label: string }[] {
  const labels: Readonly<Record<DirectorySection, string>> = {
    skills: t`Skills`,
    profiles: t`People`,
    projects: t`Projects`,
    assignments: t`Assignments`,
    employeeSkills: t`Validated skills`,
    suggestions: t`Suggestions`,
  };
  return directorySections.map((section) => ({ section, label: labels[section] }));
}

export type CheckedOrganizationFile =
  | { isGood: true; counts: { section: DirectorySection; label: string; count: number }[] }
  | { isGood: false; why: string };

/** Counts the entries of an organization file per section before the file is sent, or says why the file is invalid. */
export function checkOrganizationFile(text: string): CheckedOrganizationFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const error = findJsonError(text);
    return bad(error ? jsonErrorInWords(error) : t`The file is not valid JSON.`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return bad(t`This is not an organization file, which is one JSON object with sections such as "skills" and "profiles".`);
  const known: readonly string[] = directorySections;
  const unknown = Object.keys(content).filter((name) => !known.includes(name));
  const unknownCount = unknown.length;
  if (unknownCount > 0) {
    const named = unknown
      .slice(0, 3)
      .map((name) => JSON.stringify(name))
      .join(', ');
    const valid = known.join(', ');
    return bad(
      plural(unknownCount, {
        one: `The file has an unknown section: ${named}. The valid sections are: ${valid}.`,
        other: `The file has # unknown sections, such as: ${named}. The valid sections are: ${valid}.`,
      }),
    );
  }
  const sections = content as Partial<Record<DirectorySection, unknown>>;
  const notAList = directorySections.find((section) => sections[section] !== undefined && !Array.isArray(sections[section]));
  if (notAList) return bad(t`The section "${notAList}" is not a list.`);
  const counts = sectionsInWords().map((one) => ({ ...one, count: (sections[one.section] as unknown[] | undefined)?.length ?? 0 }));
  return counts.every(({ count }) => count === 0) ? bad(t`The file is empty.`) : { isGood: true, counts };
}

/** Says that a file is too large to be read. `bytes` is its size on disk. */
export function tooLargeInWords(bytes: number): string {
  const [size, limit] = [sizeInWords(bytes), sizeInWords(LARGEST_ORGANIZATION)];
  return bytes > LARGEST_ORGANIZATION
    ? t`The file is ${size}, which is over the limit of 64 MiB (${limit}). Split it: people and skills first, then projects, then assignments.`
    : t`The uncompressed file is over the limit of 64 MiB (${limit}). Split it: people and skills first, then projects, then assignments.`;
}

const bad = (why: string): CheckedOrganizationFile => ({ isGood: false, why });
