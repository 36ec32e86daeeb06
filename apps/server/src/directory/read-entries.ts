import { setImmediate } from 'node:timers/promises';
import {
  directoryEntry,
  issueInWords,
  pathOfIssue,
  problemOfIssue,
  type DirectorySection,
  type SyncDirectoryBody,
} from '@skilltrace/contract';
import type { z } from 'zod';
import type { Entry, SectionTally } from './section-tally.js';

export type EntryOf<Section extends DirectorySection> = NonNullable<SyncDirectoryBody[Section]>[number];

/** The field that other entries use to refer to an entry of this section. */
const KEY: { [Section in DirectorySection]?: { field: string; schema: z.ZodType<string> } } = {
  skills: { field: 'name', schema: directoryEntry.skills.shape.name },
  profiles: { field: 'email', schema: directoryEntry.profiles.shape.email },
  projects: { field: 'externalId', schema: directoryEntry.projects.shape.externalId },
};
const MOST_PROBLEMS = 5;
const LONGEST_MESSAGE = 500;
const LONGEST_PATH = 200;

/** How many entries are checked before yielding to the event loop. This many take a few milliseconds. */
const AT_A_TIME = 500;

/** Validates the entries of a section. Returns the valid ones and rejects each other entry with its problems. */
export async function readEntries<Section extends DirectorySection>(
  section: Section,
  values: readonly unknown[] | undefined,
  tally: SectionTally,
): Promise<Entry<EntryOf<Section>>[]> {
  const schema = directoryEntry[section];
  const entries: Entry<EntryOf<Section>>[] = [];
  for (const [index, value] of (values ?? []).entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      entries.push({ index, fields: parsed.data });
      continue;
    }
    const { issues } = parsed.error;
    const [first] = issues;
    const told = issues.slice(0, MOST_PROBLEMS);
    const message = told.map((issue) => issueInWords(issue, value)).join(' ');
    const errors = told.map((issue) => ({ path: shortPath(issue.path), ...problemOfIssue(issue, value) }));
    const field = first && shortPath(pathOfIssue(first));
    tally.reject(
      index,
      { code: 'VALIDATION_FAILED', message: message.slice(0, LONGEST_MESSAGE).toWellFormed(), errors, ...(field ? { field } : {}) },
      [keyOf(section, value)],
    );
  }
  return entries;
}

const shortPath = (path: readonly PropertyKey[]): string => path.join('.').slice(0, LONGEST_PATH).toWellFormed();

/** The key that other entries use to refer to this entry, if it can be read. */
export function keyOf(section: DirectorySection, value: unknown): string | undefined {
  const key = KEY[section];
  return key && typeof value === 'object' && value !== null
    ? key.schema.safeParse((value as Record<string, unknown>)[key.field]).data
    : undefined;
}
