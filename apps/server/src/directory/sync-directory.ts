import {
  directorySections,
  type DirectoryFile,
  type DirectoryReport,
  type DirectorySection,
  type DirectorySectionReport,
} from '@skilltrace/contract';
import { recordImport } from '../platform/audit/record-import.js';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import type { ProjectToClose } from './close-projects.js';
import type { DirectoryRun } from './directory-run.js';
import { findErasedPeople } from './find-erased-people.js';
import { keyOf, readEntries, type EntryOf } from './read-entries.js';
import { refuse } from './refusal.js';
import { MOST_LISTED, SectionTally, type Entry } from './section-tally.js';
import { syncAssignments } from './sync-assignments.js';
import { syncEmployeeSkills } from './sync-employee-skills.js';
import { syncProfiles } from './sync-profiles.js';
import { syncProjects } from './sync-projects.js';
import { syncSkills } from './sync-skills.js';
import { syncSuggestions } from './sync-suggestions.js';

// Concurrent imports could both create the same missing records, so they run one after the other.
const TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('directory sync'))";
const NOW = "SELECT date_trunc('milliseconds', now()) AS now";

export interface SyncOptions {
  /** The people on whose behalf the file is imported. Empty on the command line. */
  actingProfileIds?: Iterable<number>;
  /** Called after each section, before anything is committed. */
  onProgress?: (section: DirectorySection, report: DirectorySectionReport) => void;
}

/**
 * Imports skills, people, projects, assignments, validated skills and pending suggestions from an organization's own records,
 * in one transaction. Omitted records and fields stay unchanged, and importing the same file again changes nothing. An invalid
 * entry is rejected with its path and reason, together with every entry that refers to it, and the rest is imported. The order
 * of the entries does not matter: entries that contradict each other are all rejected.
 *
 * New assignments emit `joined` signals dated at their start. Projects that become completed emit `completed` signals dated at
 * their end.
 */
export async function syncDirectory(
  connection: Connection,
  file: DirectoryFile,
  { actingProfileIds = [], onProgress }: SyncOptions = {},
): Promise<DirectoryReport> {
  const tallies = directorySections.map((section) => [section, new SectionTally(section)] as const);
  const tally = Object.fromEntries(tallies) as DirectoryRun['tally'];
  const entries = {
    skills: await readEntries('skills', file.skills, tally.skills),
    profiles: await readEntries('profiles', file.profiles, tally.profiles),
    projects: await readEntries('projects', file.projects, tally.projects),
    assignments: await readEntries('assignments', file.assignments, tally.assignments),
    employeeSkills: await readEntries('employeeSkills', file.employeeSkills, tally.employeeSkills),
    suggestions: await readEntries('suggestions', file.suggestions, tally.suggestions),
  };
  return connection.transaction(async (transaction) => {
    await transaction.query(TAKE_TURNS);
    const { now } = singleRow(await transaction.query<{ now: string }>(NOW));
    const run: DirectoryRun = { transaction, now, tally, renamed: new Map(), actingProfileIds: new Set(actingProfileIds) };
    let closing: ProjectToClose[] = [];
    let signals = 0;
    const work: Record<DirectorySection, () => Promise<unknown>> = {
      skills: () => syncSkills(run, entries.skills),
      profiles: () => syncProfiles(run, entries.profiles),
      projects: async () => (closing = await syncProjects(run, entries.projects)),
      assignments: async () => (signals += await syncAssignments(run, entries.assignments, closing)),
      employeeSkills: () => syncEmployeeSkills(run, entries.employeeSkills),
      suggestions: () => syncSuggestions(run, entries.suggestions),
    };
    await withoutErased(run, entries);
    for (const section of directorySections) {
      if (entries[section].length > 0 || (section === 'assignments' && closing.length > 0)) await work[section]();
      onProgress?.(section, tally[section].report());
    }

    const sections = Object.fromEntries(tallies.map(([section, counted]) => [section, counted.report()])) as Record<
      DirectorySection,
      DirectorySectionReport
    >;
    await recordImport(transaction, 'organisation', true, {
      ...Object.fromEntries(Object.entries(sections).map(([name, counts]) => [name, { ...counts }])),
      signals,
    });
    return {
      ...sections,
      signals,
      rejected: tallies.flatMap(([, counted]) => counted.rejected()).slice(0, MOST_LISTED),
      renamed: [...run.renamed].slice(0, MOST_LISTED).map(([name, currentName]) => ({ name, currentName })),
    };
  });
}

type Entries = { [Section in DirectorySection]: Entry<EntryOf<Section>>[] };

/** Rejects the entries that name an erased person. */
async function withoutErased({ transaction, tally }: DirectoryRun, entries: Entries): Promise<void> {
  const isErased = await findErasedPeople(transaction, entries);
  for (const section of directorySections) {
    const erased = new Set(entries[section].filter(({ fields }) => isErased(section, fields)).map(({ index }) => index));
    for (const { index, fields } of entries[section].filter((entry) => erased.has(entry.index)))
      tally[section].reject(index, refuse('PERSON_ERASED', 'This person was erased.'), [keyOf(section, fields)]);
    if (erased.size > 0) Object.assign(entries, { [section]: entries[section].filter(({ index }) => !erased.has(index)) });
  }
}
