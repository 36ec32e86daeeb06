import type { InboxEmployee, InboxSuggestion, ValidationInbox } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { toEvidence, type EvidenceRow } from './evidence.js';
import { INBOX_OF_ADMIN, INBOX_OF_TECH_LEAD } from './read-inbox-statement.js';

interface InboxRow extends EvidenceRow, Omit<InboxSuggestion, 'id' | 'lastValidatedBy' | 'evidence'> {
  /** Null where no Tech Lead sees the suggestion. */
  projectId: number | null;
  projectName: string | null;
  role: string | null;
  profileId: number;
  name: string;
  avatarUrl: string | null;
  suggestionId: number;
  validatorId: number | null;
  validatorName: string | null;
}

/**
 * What a Tech Lead has to decide, by project, person and skill, with the evidence from the signal ledger, all of one
 * moment. Where a suggestion shows is decided here, each time (decision 0011): under the projects whose assignment is
 * tagged with the skill's exact name, else under all that the person is on, else to admins. Nobody sees their own.
 *
 * @param now ISO 8601, in place of the database's clock: where the weeks of evidence end
 */
export async function readInbox(connection: Connection, caller: Caller, now?: string): Promise<ValidationInbox> {
  const statement = caller.isAdmin ? INBOX_OF_ADMIN : INBOX_OF_TECH_LEAD;
  const rows = await connection.query<InboxRow>(statement, [caller.profileId, now ?? null]);
  const byProject = runs(rows, (row) => row.projectId);
  return {
    projects: byProject.flatMap((ofProject) => {
      const [{ projectId, projectName }] = ofProject;
      if (projectId === null || projectName === null) return [];
      return { projectId, projectName, pendingSuggestionsCount: ofProject.length, employees: employees(ofProject) };
    }),
    unassigned: byProject.filter(([first]) => first.projectId === null).flatMap(employees),
  };
}

function employees(rows: readonly InboxRow[]): InboxEmployee[] {
  return runs(rows, (row) => row.profileId).map((ofPerson) => {
    const [{ profileId, name, avatarUrl, role }] = ofPerson;
    return { profileId, name, avatarUrl, role, pendingSuggestionsCount: ofPerson.length, suggestions: ofPerson.map(toSuggestion) };
  });
}

function toSuggestion(row: InboxRow): InboxSuggestion {
  return {
    id: row.suggestionId,
    skillId: row.skillId,
    skillName: row.skillName,
    category: row.category,
    source: row.source,
    suggestedProficiency: row.suggestedProficiency,
    currentProficiency: row.currentProficiency,
    lastValidatedAt: row.lastValidatedAt,
    lastValidatedBy: row.validatorId === null || row.validatorName === null ? null : { id: row.validatorId, name: row.validatorName },
    createdAt: row.createdAt,
    evidence: toEvidence(row),
  };
}

/** The rows in groups of those that stand together and agree on the key. */
function runs<Row>(rows: readonly Row[], keyOf: (row: Row) => unknown): [Row, ...Row[]][] {
  const found: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last !== undefined && keyOf(last[0]) === keyOf(row)) last.push(row);
    else found.push([row]);
  }
  return found;
}
