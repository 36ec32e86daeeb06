import type { ListProjectsQuery, Page, Project, ProjectForViewer, ProjectWithMembers } from '@skilltrace/contract';
import { byName } from '../platform/database/by-name.js';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

const COLUMNS = `
  p.id, p.name, p.description, p.status, p.tech_lead_id AS "techLeadId", p.metadata, p.external_id AS "externalId",
  p.created_at AS "createdAt", p.completed_at AS "completedAt",
  json_build_object('id', lead.id, 'name', lead.name) AS "techLead",
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.skill_name, 'category', s.category) ORDER BY in_register(s.skill_name), s.id), '[]')
     FROM project_skills ps JOIN skills s ON s.id = ps.skill_id WHERE ps.project_id = p.id) AS skills,
  (SELECT count(*) FROM active_assignments a WHERE a.project_id = p.id) AS "memberCount"`;

const { matches, isAfter, order } = byName({ name: 'p.name', id: 'p.id', search: '$2', isByMatch: '$10', afterName: '$6', afterId: '$7' });
// Not a prepared statement, because the best index depends on the given filters.
const LIST = `
  SELECT ${COLUMNS}
    FROM projects p JOIN profiles lead ON lead.id = p.tech_lead_id
   WHERE ($1::project_status IS NULL OR p.status = $1)
     AND ($2::text IS NULL OR ${matches})
     AND ($3::bigint IS NULL OR p.tech_lead_id = $3)
     AND ($4::bigint IS NULL OR EXISTS (SELECT FROM active_assignments a WHERE a.profile_id = $4 AND a.project_id = p.id))
     AND ($5::bigint IS NULL OR EXISTS (SELECT FROM project_skills ps WHERE ps.skill_id = $5 AND ps.project_id = p.id))
     AND ${isAfter}
     AND ($9::bigint[] IS NULL OR p.id = ANY ($9))
   ORDER BY ${order} LIMIT $8`;

// to_char, because PostgreSQL writes times in JSON in its own format.
const FIND = {
  name: 'projects_find',
  text: `
    SELECT ${COLUMNS},
           (SELECT coalesce(json_agg(json_build_object('assignmentId', a.id, 'profileId', a.profile_id, 'name', m.name, 'title', m.title,
                     'role', a.role, 'tags', a.tags, 'startedAt', to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                     ORDER BY in_register(m.name), m.id), '[]')
              FROM active_assignments a JOIN profiles m ON m.id = a.profile_id
             WHERE a.project_id = p.id) AS members
      FROM projects p JOIN profiles lead ON lead.id = p.tech_lead_id
     WHERE p.id = $1`,
};

/**
 * Lists the projects that match all given filters, in the requested order. Projects requested by `id` are on one page unless
 * `limit` is given.
 */
export async function listProjects(connection: Connection, query: ListProjectsQuery): Promise<Page<Project>> {
  const { status, search, leadId, profileId, skillId, id, cursor } = query;
  const limit = query.limit ?? id?.length;
  const after = readCursor(cursor, isNameKey);
  const rows = await connection.query<Project>(LIST, [
    status ?? null,
    search ?? null,
    leadId ?? null,
    profileId ?? null,
    skillId ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
    id ?? null,
    query.order === 'match',
  ]);
  return toPage(rows, limit, namePosition, (row) => row);
}

const FIND_FOR_VIEWER = {
  name: 'projects_find_for_viewer',
  text: `
    SELECT ${COLUMNS}, EXISTS (SELECT FROM active_assignments a WHERE a.profile_id = $2 AND a.project_id = p.id) AS "isMember"
      FROM projects p JOIN profiles lead ON lead.id = p.tech_lead_id
     WHERE p.id = $1`,
};

/** Reads a project, and whether the viewer is a member instead of all members. @throws NOT_FOUND */
export async function findProjectForViewer(connection: Connection, viewerId: number, projectId: number): Promise<ProjectForViewer> {
  const [project] = await connection.query<Project & { isMember: boolean }>(FIND_FOR_VIEWER, [projectId, viewerId]);
  if (!project) throw notFound('project');
  return project;
}

/** Reads a project with its active members. @throws NOT_FOUND */
export async function findProject(connection: Connection, projectId: number): Promise<ProjectWithMembers> {
  const [project] = await connection.query<ProjectWithMembers>(FIND, [projectId]);
  if (!project) throw notFound('project');
  return project;
}
