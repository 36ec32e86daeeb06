import type { InboxEmployee, InboxSuggestion, ValidationInbox } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { evidenceFor, isoTime, type EvidenceRow } from './evidence.js';
import { INBOX_OF_ADMIN, INBOX_OF_TECH_LEAD } from './read-inbox-statement.js';

/** A suggestion and where it is shown: under a project, with its position in the list of projects, or without a project. */
type Shown = Omit<InboxSuggestion, 'evidence'> &
  ({ projectId: number; projectName: string; place: number; role: string } | { projectId: null; role: null });

interface PersonRow extends EvidenceRow {
  profileId: number;
  name: string;
  avatarUrl: string | null;
  suggestions: Shown[];
}

type InboxProject = ValidationInbox['projects'][number];

/**
 * Returns the suggestions that a Tech Lead can decide, by project, person and skill, with evidence from the signal ledger, in one
 * statement and from one snapshot. The routing is computed on each read (decision 0011): a suggestion is shown under the projects
 * whose assignment is tagged with the exact skill name, otherwise under all projects of the person, otherwise to admins. Callers do
 * not see their own suggestions, nor those of people who gave them the token or the password that they use.
 *
 * @param now ISO 8601; the end of the weeks of evidence instead of the database's clock
 */
export async function readInbox(connection: Connection, caller: Caller, now?: string): Promise<ValidationInbox> {
  const statement = caller.isAdmin ? INBOX_OF_ADMIN : INBOX_OF_TECH_LEAD;
  const people = await connection.query<PersonRow>(statement, [caller.profileId, now ?? null, caller.isAdmin]);
  const behind = peopleBehind(caller);
  return toInbox(people.filter(({ profileId }) => !behind.includes(profileId)));
}

/** Groups the rows by project. People stay ordered by name within each project, and their suggestions by skill. */
function toInbox(people: readonly PersonRow[]): ValidationInbox {
  const projects = new Map<number, { place: number; project: InboxProject }>();
  const unassigned: InboxEmployee[] = [];
  for (const person of people) {
    for (const shown of person.suggestions) {
      if (shown.projectId === null) {
        add(unassigned, person, shown);
        continue;
      }
      const { place, projectId, projectName } = shown;
      const { project } = projects.get(projectId) ?? { project: { projectId, projectName, pendingSuggestionsCount: 0, employees: [] } };
      projects.set(projectId, { place, project });
      project.pendingSuggestionsCount += 1;
      add(project.employees, person, shown);
    }
  }
  return { projects: [...projects.values()].toSorted((one, other) => one.place - other.place).map(({ project }) => project), unassigned };
}

function add(employees: InboxEmployee[], person: PersonRow, shown: Shown): void {
  let employee = employees.at(-1);
  if (employee?.profileId !== person.profileId) {
    const { profileId, name, avatarUrl } = person;
    employee = { profileId, name, avatarUrl, role: shown.role, pendingSuggestionsCount: 0, suggestions: [] };
    employees.push(employee);
  }
  employee.pendingSuggestionsCount += 1;
  employee.suggestions.push(toSuggestion(shown, person));
}

function toSuggestion(shown: Shown, evidence: EvidenceRow): InboxSuggestion {
  return {
    id: shown.id,
    skillId: shown.skillId,
    skillName: shown.skillName,
    category: shown.category,
    source: shown.source,
    suggestedProficiency: shown.suggestedProficiency,
    currentProficiency: shown.currentProficiency,
    lastValidatedAt: shown.lastValidatedAt === null ? null : isoTime(shown.lastValidatedAt),
    lastValidatedBy: shown.lastValidatedBy,
    imported: shown.imported,
    createdAt: isoTime(shown.createdAt),
    evidence: evidenceFor(shown.skillId, evidence),
  };
}
