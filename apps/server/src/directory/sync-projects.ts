import { isDeepStrictEqual } from 'node:util';
import type { DirectoryProject } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import type { ProjectToClose } from './close-projects.js';
import type { DirectoryRun } from './directory-run.js';
import { referredPerson, referredSkill } from './references.js';
import { findPeople } from './find-people.js';
import { findSkills } from './find-skills.js';
import { changesScope, planProject, type KnownProject, type ProjectPlan, type ProjectRow } from './plan-projects.js';
import type { Entry } from './section-tally.js';

const KNOWN = `
  WITH dated AS NOT MATERIALIZED (SELECT id AS project_id FROM projects WHERE status = 'active' AND external_id = ANY ($2::text[]))
  SELECT p.id, p.external_id AS "externalId", p.name, p.description, p.status, p.tech_lead_id AS "techLeadId", p.metadata,
         p.completed_at AS "completedAt", greatest(membership.last_at, work.last_at) AS "lastActivityAt",
         coalesce((SELECT json_agg(ps.skill_id ORDER BY ps.skill_id) FROM project_skills ps WHERE ps.project_id = p.id), '[]') AS "skillIds"
    FROM projects p
    LEFT JOIN (
      SELECT a.project_id, max(greatest(a.started_at, a.ended_at)) AS last_at FROM assignments a JOIN dated USING (project_id) GROUP BY 1
    ) membership ON membership.project_id = p.id
    LEFT JOIN (
      SELECT u.project_id, max(u.created_at) AS last_at FROM progress_updates u JOIN dated USING (project_id) GROUP BY 1
    ) work ON work.project_id = p.id
   WHERE p.external_id = ANY ($1::text[])`;
const LOCK = 'SELECT id FROM projects WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE';
const RECORDS = `jsonb_to_recordset($1::jsonb) AS r(id bigint, "externalId" text, name text, description text, status project_status, "techLeadId" bigint, metadata jsonb, "skillIds" jsonb)`;
const INSERT = `
  INSERT INTO projects (external_id, name, description, status, tech_lead_id, metadata)
  SELECT "externalId", name, description, status, "techLeadId", metadata FROM ${RECORDS}
  RETURNING id, external_id AS "externalId"`;
// Writes only changed fields. Other fields of an unlocked project may have been changed concurrently: writing an old status
// could make a completed project active again.
const UPDATE = `
  UPDATE projects p SET name = coalesce(r.name, p.name), description = coalesce(r.description, p.description),
         status = coalesce(r.status, p.status), tech_lead_id = coalesce(r."techLeadId", p.tech_lead_id),
         metadata = coalesce(r.metadata, p.metadata)
    FROM ${RECORDS} WHERE p.id = r.id`;
const WITHDRAW = `
  DELETE FROM project_skills ps USING ${RECORDS}
   WHERE ps.project_id = r.id AND NOT r."skillIds" @> ps.skill_id::text::jsonb`;
const DECLARE = `
  INSERT INTO project_skills (project_id, skill_id)
  SELECT r.id, s.id::bigint FROM ${RECORDS} CROSS JOIN LATERAL jsonb_array_elements_text(r."skillIds") AS s(id)
  ON CONFLICT DO NOTHING`;
type Planned = { index: number; fields: DirectoryProject; plan: ProjectPlan };

/**
 * Imports projects and their declared skills by external id. A project that becomes completed or archived stays active until
 * its assignments have been imported (see `closeProjects`).
 *
 * @returns the projects to close
 */
export async function syncProjects(run: DirectoryRun, all: readonly Entry<DirectoryProject>[]): Promise<ProjectToClose[]> {
  const { transaction } = run;
  const tally = run.tally.projects;
  const entries = tally.consistent(all, ({ externalId }) => externalId, 'project');
  const people = await findPeople(
    transaction,
    entries.map(({ fields }) => fields.techLead),
  );
  const skills = await findSkills(
    run,
    entries.flatMap(({ fields }) => fields.skills ?? []),
  );
  const plans = await planUnderLock(transaction, entries, (known) =>
    entries.map(({ index, fields }) => {
      const referred = {
        lead: referredPerson(run, people, fields.techLead, 'techLead'),
        skills: fields.skills?.map((name, place) => referredSkill(run, skills, name, `skills.${place}`)),
      };
      return { index, fields, plan: planProject(fields, known.get(fields.externalId), referred, run.now) };
    }),
  );

  const created: ProjectRow[] = [];
  const updated: { before: KnownProject; after: KnownProject }[] = [];
  const closing = new Map<string, Omit<ProjectToClose, 'id'>>();
  for (const { index, fields, plan } of plans) {
    if (plan.action === 'reject') {
      tally.reject(index, plan.refusal, [fields.externalId]);
      continue;
    }
    if (plan.action === 'keep') {
      tally.unchanged += 1;
      continue;
    }
    const { after } = plan;
    const { status } = after;
    const closes = status !== 'active' && (plan.action === 'create' || plan.before.status === 'active');
    if (closes) closing.set(after.externalId, { status, completedAt: fields.completedAt });
    const now = closes ? { ...after, status: 'active' as const } : after;
    if (plan.action === 'create') created.push(now);
    else updated.push({ before: plan.before, after: { ...plan.before, ...now } });
  }
  tally.created += created.length;
  tally.updated += updated.length;
  const ids = created.length === 0 ? [] : await transaction.query<{ id: number; externalId: string }>(INSERT, [JSON.stringify(created)]);
  const idOf = new Map([...ids, ...updated.map(({ before }) => before)].map(({ externalId, id }) => [externalId, id]));
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated.map(changesOf))]);
  const rescoped = JSON.stringify([
    ...created.map((row) => ({ ...row, id: idOf.get(row.externalId) })),
    ...updated.filter(({ before, after }) => changesScope(before, after)).map(({ after }) => after),
  ]);
  await transaction.query(WITHDRAW, [rescoped]);
  await transaction.query(DECLARE, [rescoped]);
  return [...closing].flatMap(([externalId, how]) => {
    const id = idOf.get(externalId);
    return id === undefined ? [] : [{ id, ...how }];
  });
}

/** The changed fields and the id. */
function changesOf({ before, after }: { before: KnownProject; after: KnownProject }): Partial<KnownProject> {
  const names = Object.keys(after) as (keyof KnownProject)[];
  return Object.fromEntries(
    names.filter((name) => name === 'id' || !isDeepStrictEqual(before[name], after[name])).map((name) => [name, after[name]]),
  );
}

/** Plans, locks projects whose skills or status would change, and repeats until all of them are locked. */
async function planUnderLock(
  transaction: Transaction,
  entries: readonly Entry<DirectoryProject>[],
  planAll: (known: Map<string, KnownProject>) => Planned[],
): Promise<Planned[]> {
  const locked = new Set<number>();
  const externalIds = entries.map(({ fields }) => fields.externalId);
  const dated = entries.flatMap(({ fields }) => (fields.completedAt === undefined ? [] : [fields.externalId]));
  for (;;) {
    const rows = await transaction.query<KnownProject & Record<string, unknown>>(KNOWN, [externalIds, dated]);
    const plans = planAll(new Map(rows.map((row) => [row.externalId, { ...row }])));
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
