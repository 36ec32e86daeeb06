import type { DirectoryReport, DirectorySection, DirectorySectionReport, SyncDirectoryBody } from '@skilltrace/contract';
import { recordImport } from '../platform/audit/record-import.js';
import type { Connection } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';
import { findErased } from './find-erased.js';
import { SectionTally } from './section-tally.js';
import { syncAssignments } from './sync-assignments.js';
import { syncEmployeeSkills } from './sync-employee-skills.js';
import { syncProfiles } from './sync-profiles.js';
import { syncProjects } from './sync-projects.js';
import { syncSkills } from './sync-skills.js';
import { syncSuggestions } from './sync-suggestions.js';

// Two at once would each find missing what the other is about to add.
const TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('directory sync'))";
const NOW = "SELECT date_trunc('milliseconds', now()) AS now";
const MOST_REJECTED = 100;

export interface SyncOptions {
  /** Told after each section, before anything is committed. */
  onProgress?: (section: DirectorySection, report: DirectorySectionReport) => void;
}

/**
 * Brings skills, people, projects, assignments, validated skills and what waits for a lead's decision in line with what
 * an organisation knows of itself, in one transaction. What is left out stays as it is; the same payload again changes nothing. A bad entry is rejected
 * with its reason while the rest goes on; of two entries with the same key, the first counts and the other is rejected.
 *
 * New assignments emit `joined` at their start, projects that become completed emit `completed`.
 */
export async function syncDirectory(
  connection: Connection,
  payload: SyncDirectoryBody,
  { onProgress }: SyncOptions = {},
): Promise<DirectoryReport> {
  return connection.transaction(async (transaction) => {
    await transaction.query(TAKE_TURNS);
    const { now } = one(await transaction.query<{ now: string }>(NOW));
    const tallies: SectionTally[] = [];
    let signals = 0;
    const isErased = await findErased(transaction, payload);
    const section = async <Name extends DirectorySection>(
      name: Name,
      work: (entries: NonNullable<SyncDirectoryBody[Name]>, tally: SectionTally) => Promise<number | void>,
    ) => {
      const tally = new SectionTally(name);
      const entries = tally.withoutErased(payload[name] ?? [], isErased) as NonNullable<SyncDirectoryBody[Name]>;
      if (entries.length > 0) signals += (await work(entries, tally)) ?? 0;
      tallies.push(tally);
      const report = tally.report();
      onProgress?.(name, report);
      return report;
    };

    const sections = {
      skills: await section('skills', (entries, tally) => syncSkills(transaction, entries, tally)),
      profiles: await section('profiles', (entries, tally) => syncProfiles(transaction, entries, tally)),
      projects: await section('projects', (entries, tally) => syncProjects(transaction, entries, tally)),
      assignments: await section('assignments', (entries, tally) => syncAssignments(transaction, entries, now, tally)),
      employeeSkills: await section('employeeSkills', (entries, tally) => syncEmployeeSkills(transaction, entries, now, tally)),
      suggestions: await section('suggestions', (entries, tally) => syncSuggestions(transaction, entries, now, tally)),
    };
    await recordImport(transaction, 'organisation', true, {
      ...Object.fromEntries(Object.entries(sections).map(([name, counts]) => [name, { ...counts }])),
      signals,
    });
    return { ...sections, signals, rejected: tallies.flatMap((tally) => tally.rejected()).slice(0, MOST_REJECTED) };
  });
}
