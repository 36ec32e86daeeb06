import type { Connection } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';

const ON_PROJECT = {
  name: 'standing_on_project',
  text: `
    SELECT p.id IS NOT NULL AS "exists",
           coalesce(p.tech_lead_id = $1, false) AS "isTechLead",
           EXISTS (SELECT FROM assignments a
                    WHERE a.profile_id = $1 AND a.project_id = $2 AND a.ended_at IS NULL AND p.status = 'active') AS "isMember"
      FROM (SELECT $2::bigint AS id) asked LEFT JOIN projects p ON p.id = asked.id`,
};

const TOWARDS_PERSON = {
  name: 'standing_towards_person',
  text: `
    SELECT EXISTS (SELECT FROM profiles WHERE id = $2) AS "exists",
           EXISTS (SELECT FROM assignments a JOIN projects p ON p.id = a.project_id
                    WHERE a.profile_id = $2 AND a.ended_at IS NULL AND p.status = 'active' AND p.tech_lead_id = $1) AS "leadsThem"`,
};

const ON_PROJECT_OF_ASSIGNMENT = {
  name: 'standing_on_project_of_assignment',
  text: `
    SELECT p.tech_lead_id = $1 AS "isTechLead"
      FROM assignments a JOIN projects p ON p.id = a.project_id WHERE a.id = $2`,
};

const LEADS_ANYTHING = {
  name: 'leads_anything',
  text: 'SELECT EXISTS (SELECT FROM projects WHERE tech_lead_id = $1) AS "leadsAnything"',
};

/** Whether somebody is Tech Lead of a project, whatever its status. */
export async function leadsAnything(connection: Connection, profileId: number): Promise<boolean> {
  return one(await connection.query<{ leadsAnything: boolean }>(LEADS_ANYTHING, [profileId])).leadsAnything;
}

/** What a person is to a project. Being Tech Lead is a relation to one project, never a role of the person. */
export async function standingOnProject(connection: Connection, profileId: number, projectId: number) {
  return one(await connection.query<{ exists: boolean; isTechLead: boolean; isMember: boolean }>(ON_PROJECT, [profileId, projectId]));
}

/** Whether somebody leads an active project that the other person is actively on. */
export async function standingTowardsPerson(connection: Connection, profileId: number, otherId: number) {
  return one(await connection.query<{ exists: boolean; leadsThem: boolean }>(TOWARDS_PERSON, [profileId, otherId]));
}

/** What a person is to the project of an assignment; undefined where there is no such assignment. */
export async function standingOnProjectOfAssignment(connection: Connection, profileId: number, assignmentId: number) {
  const [standing] = await connection.query<{ isTechLead: boolean }>(ON_PROJECT_OF_ASSIGNMENT, [profileId, assignmentId]);
  return standing;
}
