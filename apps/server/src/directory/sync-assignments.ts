import type { DirectoryAssignment, ProjectStatus } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { closeProjects, type ProjectToClose } from './close-projects.js';
import type { DirectoryRun } from './directory-run.js';
import { foundOr, referredPerson, type Referred } from './references.js';
import { findPeople } from './find-people.js';
import { findSkills, findSkillsByAnyName } from './find-skills.js';
import { planAssignments, type AssignmentEntry, type AssignmentRow, type KnownAssignment } from './plan-assignments.js';
import { refuse, type Refusal } from './refusal.js';
import { groupBy, type Entry } from './section-tally.js';

// Serializes with skill renames: a rename runs completely before tag names are looked up or after the tags are written.
const WAIT_FOR_RENAMES = 'LOCK TABLE assignments IN ROW EXCLUSIVE MODE';
// As when assigning one person, skill changes and completions run completely before or after this import.
const LOCK_PROJECTS = `
  SELECT id, external_id AS "externalId", status, completed_at AS "completedAt", inactive_since AS "inactiveSince" FROM projects WHERE external_id = ANY ($1::text[]) ORDER BY id FOR KEY SHARE`;
// Blocks concurrent deactivations of these people.
const LOCK_PEOPLE = 'SELECT id FROM profiles WHERE lower(email) = ANY ($1::text[]) ORDER BY id FOR SHARE';
const DECLARED = 'SELECT project_id AS "projectId", skill_id AS "skillId" FROM project_skills WHERE project_id = ANY ($1::bigint[])';
// Waits for concurrent changes to these assignments. Locking in a separate statement lets the next statement see their result.
const LOCK_ASSIGNMENTS = `
  SELECT FROM assignments WHERE (profile_id, project_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[])) ORDER BY id FOR UPDATE`;
const KNOWN = `
  SELECT a.id, a.profile_id AS "profileId", a.project_id AS "projectId", a.role, a.tags, a.started_at AS "startedAt", a.ended_at AS "endedAt"
    FROM assignments a
   WHERE (a.profile_id, a.project_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))
   ORDER BY a.started_at DESC, a.id DESC`;
const ENDS_BEFORE_UPDATES = 'SELECT id FROM ends_before_updates($1, $2) AS early(id)';
const RECORDS = `jsonb_to_recordset($1::jsonb) AS r(id bigint, "profileId" bigint, "projectId" bigint, role text, tags text[], "startedAt" timestamptz, "endedAt" timestamptz)`;
const UPDATE = `
  UPDATE assignments a SET role = r.role, tags = r.tags, ended_at = r."endedAt"
    FROM ${RECORDS} WHERE a.profile_id = r."profileId" AND a.id = r.id`;
const INSERT = `
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at, ended_at)
  SELECT "profileId", "projectId", role, tags, "startedAt", "endedAt" FROM ${RECORDS} ORDER BY "profileId", "projectId"`;

interface ProjectRow {
  id: number;
  externalId: string;
  status: ProjectStatus;
  completedAt: string | null;
  inactiveSince: string | null;
}

/**
 * Imports assignments, grouped by person and project (see `planAssignments`), and closes the projects that the file closes. New
 * assignments emit `joined` signals dated at their start.
 *
 * @returns the number of new signals
 */
export async function syncAssignments(
  run: DirectoryRun,
  entries: readonly Entry<DirectoryAssignment>[],
  closing: readonly ProjectToClose[],
): Promise<number> {
  const { transaction } = run;
  const tally = run.tally.assignments;
  await transaction.query(WAIT_FOR_RENAMES);
  const emails = [...new Set(entries.map(({ fields }) => fields.email))];
  const rows = await transaction.query<ProjectRow & Record<string, unknown>>(LOCK_PROJECTS, [
    [...new Set(entries.map(({ fields }) => fields.projectExternalId))],
  ]);
  const projects = new Map(rows.map((project) => [project.externalId, project as ProjectRow]));
  await transaction.query(LOCK_PEOPLE, [emails]);
  const people = await findPeople(transaction, emails);
  const skills = await findSkills(run, new Set(entries.flatMap(({ fields }) => fields.tags ?? [])));
  const completedAts = new Map(closing.map(({ id, completedAt }) => [id, completedAt]));

  const referring: AssignmentEntry[] = [];
  for (const { index, fields } of entries) {
    const { email, projectExternalId, tags, ...entry } = fields;
    const person = referredPerson(run, people, email);
    const project = referredProject(run, projects, projectExternalId);
    if (!person.found || !project.found) tally.reject(index, person.refusal ?? (project.refusal as Refusal));
    else
      referring.push({
        ...entry,
        ...(tags && { tags: [...new Set(tags.map((tag) => skills.get(tag)?.name ?? tag))] }),
        index,
        profileId: person.found.id,
        projectId: project.found.id,
        hasLeft: person.found.hasLeft,
        ...closedOf(project.found, completedAts.get(project.found.id)),
      });
  }
  const groups = groupBy(referring, pair);
  const asked = [...groups.values()].map(([first]) => first);
  const pairs = [asked.map(({ profileId }) => profileId), asked.map(({ projectId }) => projectId)];
  await transaction.query(LOCK_ASSIGNMENTS, pairs);
  const existing = await transaction.query<KnownAssignment & Record<string, unknown>>(KNOWN, pairs);
  const tagged = await findSkillsByAnyName(transaction, new Set(existing.flatMap(({ tags }) => tags)));
  const known = groupBy(existing as KnownAssignment[], pair);

  const created: AssignmentRow[] = [];
  const updated: KnownAssignment[] = [];
  const plans = [...groups].map(([key, group]) =>
    planAssignments(group, known.get(key) ?? [], run.now, (tag) => tagged.get(tag)?.name ?? tag),
  );
  const ends = plans.flat().flatMap((plan) => (plan.action === 'update' ? [plan.after] : []));
  const early = await transaction.query<{ id: number }>(ENDS_BEFORE_UPDATES, [
    ends.map(({ id }) => id),
    ends.map(({ endedAt }) => endedAt),
  ]);
  const tooEarly = new Set(early.map(({ id }) => id));
  for (const group of plans) {
    const staysActive = group.some((plan) => plan.action === 'update' && tooEarly.has(plan.after.id));
    for (const plan of group) {
      // If an end is rejected, the following assignment cannot start either.
      if (staysActive && (plan.action === 'update' || (plan.action === 'create' && plan.after.endedAt === null)))
        tally.reject(plan.index, refuse('CONFLICT', 'The person posted an update after this end.', { field: 'endedAt' }));
      else if (plan.action === 'create') created.push(plan.after);
      else if (plan.action === 'update') updated.push(plan.after);
      else if (plan.action === 'keep') tally.unchanged += 1;
      else tally.reject(plan.index, plan.refusal);
    }
  }
  tally.created += created.length;
  tally.updated += updated.length;
  // Updates before inserts, because a person may have only one active assignment per project.
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated)]);
  const joined = await insertAndEmit(transaction, created);
  const completedBefore = new Set(rows.filter(({ completedAt }) => completedAt !== null).map(({ id }) => id));
  const joinedLate = created.map(({ projectId }) => projectId).filter((id) => completedBefore.has(id));
  return joined + (await closeProjects(transaction, closing, joinedLate));
}

function referredProject({ tally }: DirectoryRun, projects: ReadonlyMap<string, ProjectRow>, externalId: string): Referred<ProjectRow> {
  const field = 'projectExternalId';
  return foundOr(
    projects.get(externalId),
    () =>
      tally.projects.refusalOfReference(externalId, field) ??
      refuse('NOT_FOUND', 'There is no project with the externalId {externalId}.', { field, params: { externalId } }),
  );
}

/** When the project stopped being active, or will through this file. */
function closedOf({ status, completedAt, inactiveSince }: ProjectRow, completesAt: string | undefined): Pick<AssignmentEntry, 'closed'> {
  const completed = completedAt ?? completesAt;
  if (completed !== undefined) return { closed: { isCompleted: true, at: completed } };
  return status === 'archived' && inactiveSince !== null ? { closed: { isCompleted: false, at: inactiveSince } } : {};
}

async function insertAndEmit(transaction: Transaction, created: readonly AssignmentRow[]): Promise<number> {
  const declared = groupBy(
    await transaction.query<{ projectId: number; skillId: number }>(DECLARED, [[...new Set(created.map((row) => row.projectId))]]),
    (row) => row.projectId,
  );
  // The ledger dates `joined` by the latest start that it finds, so the earliest assignment of each pair is inserted first.
  const inOrder = created.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const firsts = new Map(inOrder.toReversed().map((row) => [pair(row), row]));
  const waves = [inOrder.filter((row) => firsts.get(pair(row)) === row), inOrder.filter((row) => firsts.get(pair(row)) !== row)];
  let signals = 0;
  for (const wave of waves.filter((rows) => rows.length > 0)) {
    await transaction.query(INSERT, [JSON.stringify(wave)]);
    signals += await emitProjectSignals(
      transaction,
      'joined',
      wave.map(({ profileId, projectId }) => ({
        userId: profileId,
        projectId,
        skillIds: (declared.get(projectId) ?? []).map((row) => row.skillId),
      })),
    );
  }
  return signals;
}

function pair({ profileId, projectId }: { profileId: number; projectId: number }): string {
  return `${profileId} ${projectId}`;
}
