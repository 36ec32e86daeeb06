import { isDeepStrictEqual } from 'node:util';
import type { DirectoryProject } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import { changesScope, planProject, type ProjectPlan, type ProjectRow, type StandingProject } from './plan-projects.js';
import type { SectionTally } from './section-tally.js';

const STANDING = `
  SELECT p.id, p.external_id AS "externalId", p.name, p.description, p.status, p.tech_lead_id AS "techLeadId", p.metadata,
         p.completed_at IS NOT NULL AS "wasCompleted",
         coalesce((SELECT json_agg(ps.skill_id ORDER BY ps.skill_id) FROM project_skills ps WHERE ps.project_id = p.id), '[]') AS "skillIds"
    FROM projects p WHERE p.external_id = ANY ($1::text[])`;
const LOCK = 'SELECT id FROM projects WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE';
const RECORDS = `jsonb_to_recordset($1::jsonb) AS r(id bigint, "externalId" text, name text, description text, status project_status, "techLeadId" bigint, metadata jsonb, "skillIds" jsonb)`;
const COMPLETED_AT = `CASE r.status WHEN 'completed' THEN date_trunc('milliseconds', now()) END`;
const INSERT = `
  INSERT INTO projects (external_id, name, description, status, tech_lead_id, metadata, completed_at)
  SELECT "externalId", name, description, status, "techLeadId", metadata, ${COMPLETED_AT} FROM ${RECORDS}
  RETURNING id, external_id AS "externalId"`;
// Only what changes is written. Of a project without a lock, the rest may have changed since it was looked up: a
// completed one would be active again.
const UPDATE = `
  UPDATE projects p SET name = coalesce(r.name, p.name), description = coalesce(r.description, p.description),
         status = coalesce(r.status, p.status), tech_lead_id = coalesce(r."techLeadId", p.tech_lead_id),
         metadata = coalesce(r.metadata, p.metadata), completed_at = coalesce(p.completed_at, ${COMPLETED_AT})
    FROM ${RECORDS} WHERE p.id = r.id`;
const WITHDRAW = `
  DELETE FROM project_skills ps USING ${RECORDS}
   WHERE ps.project_id = r.id AND NOT r."skillIds" @> to_jsonb(ps.skill_id)`;
const DECLARE = `
  INSERT INTO project_skills (project_id, skill_id)
  SELECT r.id, s.id::bigint FROM ${RECORDS} CROSS JOIN LATERAL jsonb_array_elements_text(r."skillIds") AS s(id)
  ON CONFLICT DO NOTHING`;
const END_ASSIGNMENTS = `
  UPDATE assignments a SET ended_at = greatest(a.started_at, p.completed_at)
    FROM projects p
   WHERE p.id = a.project_id AND a.project_id = ANY ($1::bigint[]) AND a.ended_at IS NULL
  RETURNING a.profile_id AS "userId", a.project_id AS "projectId"`;

type Planned = { index: number; plan: ProjectPlan };

/**
 * Brings projects and their declared scope in line, by external id. One that becomes completed emits `completed` for its
 * active members and ends their assignments.
 *
 * @returns how many signals were new
 */
export async function syncProjects(transaction: Transaction, entries: readonly DirectoryProject[], tally: SectionTally): Promise<number> {
  const distinct = tally.distinct(entries, ({ externalId }) => externalId);
  const known = {
    people: await findPeople(
      transaction,
      entries.map((entry) => entry.techLead),
    ),
    skills: await findSkills(
      transaction,
      entries.flatMap((entry) => entry.skills ?? []),
    ),
  };
  const plans = await planUnderLock(transaction, entries, async (standing) =>
    distinct.map(({ index, entry }) => ({ index, plan: planProject(entry, standing.get(entry.externalId), known) })),
  );

  const created: ProjectRow[] = [];
  const updated: { before: StandingProject; after: StandingProject }[] = [];
  for (const { index, plan } of plans) {
    if (plan.action === 'create') created.push(plan.after);
    else if (plan.action === 'update') updated.push({ before: plan.before, after: { ...plan.before, ...plan.after } });
    else if (plan.action === 'keep') tally.unchanged += 1;
    else tally.reject(index, plan.code, plan.message);
  }
  tally.created = created.length;
  tally.updated = updated.length;
  const ids = created.length === 0 ? [] : await transaction.query<{ id: number; externalId: string }>(INSERT, [JSON.stringify(created)]);
  const idOf = new Map(ids.map(({ externalId, id }) => [externalId, id]));
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated.map(changesOf))]);
  const rescoped = JSON.stringify([
    ...created.map((row) => ({ ...row, id: idOf.get(row.externalId) })),
    ...updated.filter(({ before, after }) => changesScope(before, after)).map(({ after }) => after),
  ]);
  await transaction.query(WITHDRAW, [rescoped]);
  await transaction.query(DECLARE, [rescoped]);
  return complete(
    transaction,
    updated.filter(({ before, after }) => before.status !== after.status && after.status === 'completed').map(({ after }) => after),
  );
}

/** What differs, and the id. */
function changesOf({ before, after }: { before: StandingProject; after: StandingProject }): Partial<StandingProject> {
  const names = Object.keys(after) as (keyof StandingProject)[];
  return Object.fromEntries(
    names.filter((name) => name === 'id' || !isDeepStrictEqual(before[name], after[name])).map((name) => [name, after[name]]),
  );
}

/** Plans, locks what the plan would change in scope or status, and plans again until nothing of that is without a lock. */
async function planUnderLock(
  transaction: Transaction,
  entries: readonly DirectoryProject[],
  planAll: (standing: Map<string, StandingProject>) => Promise<Planned[]>,
): Promise<Planned[]> {
  const locked = new Set<number>();
  for (;;) {
    const rows = await transaction.query<StandingProject & Record<string, unknown>>(STANDING, [entries.map((entry) => entry.externalId)]);
    const plans = await planAll(new Map(rows.map((row) => [row.externalId, { ...row }])));
    const unlocked = plans.flatMap(({ plan }) =>
      plan.action === 'update' &&
      !locked.has(plan.before.id) &&
      (changesScope(plan.before, plan.after) || plan.before.status !== plan.after.status)
        ? [plan.before.id]
        : [],
    );
    if (unlocked.length === 0) return plans;
    await transaction.query(LOCK, [unlocked]);
    for (const id of unlocked) locked.add(id);
  }
}

async function complete(transaction: Transaction, projects: readonly StandingProject[]): Promise<number> {
  if (projects.length === 0) return 0;
  const skillIds = new Map(projects.map((project) => [project.id, project.skillIds]));
  const members = await transaction.query<{ userId: number; projectId: number }>(END_ASSIGNMENTS, [[...skillIds.keys()]]);
  return emitProjectSignals(
    transaction,
    'completed',
    members.map((member) => ({ ...member, skillIds: skillIds.get(member.projectId) ?? [] })),
  );
}
