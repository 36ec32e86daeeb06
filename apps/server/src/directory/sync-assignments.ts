import type { DirectoryAssignment, ProjectStatus } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { findPeople } from './find-people.js';
import { planAssignments, type AssignmentEntry, type AssignmentRow, type StandingAssignment } from './plan-assignments.js';
import type { SectionTally } from './section-tally.js';

// As in assigning one person: a change of scope or a completion comes wholly before or wholly after.
const LOCK_PROJECTS = `
  SELECT id, external_id AS "externalId", status FROM projects WHERE external_id = ANY ($1::text[]) ORDER BY id FOR KEY SHARE`;
// Whoever deactivates one of them waits, or is waited for.
const LOCK_PEOPLE = 'SELECT id FROM profiles WHERE lower(email) = ANY ($1::text[]) ORDER BY id FOR SHARE';
const DECLARED = 'SELECT project_id AS "projectId", skill_id AS "skillId" FROM project_skills WHERE project_id = ANY ($1::bigint[])';
// Whoever is just ending or changing one of them comes wholly before. A statement of its own: the next one sees what came of it.
const LOCK_ASSIGNMENTS = `
  SELECT FROM assignments WHERE (profile_id, project_id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[])) ORDER BY id FOR UPDATE`;
const STANDING = `
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

/**
 * Brings assignments in line, by person and project (`planAssignments`). New ones emit `joined` at their start.
 *
 * @param now ISO 8601, the time of the transaction
 * @returns how many signals were new
 */
export async function syncAssignments(
  transaction: Transaction,
  entries: readonly DirectoryAssignment[],
  now: string,
  tally: SectionTally,
): Promise<number> {
  const emails = [...new Set(entries.map((entry) => entry.email))];
  const projectRows = await transaction.query<{ id: number; externalId: string; status: ProjectStatus }>(LOCK_PROJECTS, [
    entries.map((entry) => entry.projectExternalId),
  ]);
  await transaction.query(LOCK_PEOPLE, [emails]);
  const projects = new Map(projectRows.map((project) => [project.externalId, project]));
  const people = await findPeople(transaction, emails);

  const known: AssignmentEntry[] = [];
  entries.forEach(({ email, projectExternalId, ...entry }, index) => {
    const [person, project] = [people.get(email), projects.get(projectExternalId)];
    if (!person) return tally.reject(index, 'NOT_FOUND', 'There is no such person.');
    if (!project) return tally.reject(index, 'NOT_FOUND', 'There is no such project.');
    known.push({
      ...entry,
      index,
      profileId: person.id,
      projectId: project.id,
      hasLeft: person.hasLeft,
      projectIsActive: project.status === 'active',
    });
  });
  const groups = grouped(known, pair);
  const asked = [...groups.values()].flatMap((group) => group.slice(0, 1));
  const pairs = [asked.map((one) => one.profileId), asked.map((one) => one.projectId)];
  await transaction.query(LOCK_ASSIGNMENTS, pairs);
  const rows = await transaction.query<StandingAssignment & Record<string, unknown>>(STANDING, pairs);
  const standing = grouped(rows, pair);

  const created: AssignmentRow[] = [];
  const updated: StandingAssignment[] = [];
  const plans = [...groups].map(([key, group]) => planAssignments(group, standing.get(key) ?? [], now));
  const ends = plans.flat().flatMap((plan) => (plan.action === 'update' ? [plan.after] : []));
  const early = await transaction.query<{ id: number }>(ENDS_BEFORE_UPDATES, [
    ends.map(({ id }) => id),
    ends.map(({ endedAt }) => endedAt),
  ]);
  const tooEarly = new Set(early.map(({ id }) => id));
  for (const group of plans) {
    const staysActive = group.some((plan) => plan.action === 'update' && tooEarly.has(plan.after.id));
    for (const plan of group) {
      // Where an end is rejected, nothing can begin after it either.
      if (staysActive && (plan.action === 'update' || (plan.action === 'create' && plan.after.endedAt === null)))
        tally.reject(plan.index, 'CONFLICT', 'The person posted an update after this end.');
      else if (plan.action === 'create') created.push(plan.after);
      else if (plan.action === 'update') updated.push(plan.after);
      else if (plan.action === 'keep') tally.unchanged += 1;
      else tally.reject(plan.index, plan.code, plan.message);
    }
  }
  tally.created = created.length;
  tally.updated = updated.length;
  // Ended before others begin: there is at most one active assignment a person and project.
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated)]);
  return insertAndEmit(transaction, created);
}

async function insertAndEmit(transaction: Transaction, created: readonly AssignmentRow[]): Promise<number> {
  const declared = grouped(
    await transaction.query<{ projectId: number; skillId: number }>(DECLARED, [[...new Set(created.map((row) => row.projectId))]]),
    (row) => row.projectId,
  );
  // The ledger takes the last start that it finds for the time of joining: so the first time round goes in by itself.
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

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function pair({ profileId, projectId }: { profileId: number; projectId: number }): string {
  return `${profileId} ${projectId}`;
}
