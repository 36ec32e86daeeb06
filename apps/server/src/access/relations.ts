import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';

const TO_PROJECT = {
  name: 'relation_to_project',
  text: `
    SELECT p.id IS NOT NULL AS "exists", coalesce(p.tech_lead_id = $1, false) AS "isTechLead",
           EXISTS (SELECT FROM active_assignments WHERE profile_id = $1 AND project_id = $2) AS "isMember"
      FROM (SELECT $2::bigint AS id) asked LEFT JOIN projects p ON p.id = asked.id`,
};

const TO_PERSON = {
  name: 'relation_to_person',
  text: `
    SELECT p.id IS NOT NULL AS "exists", may_see_skills_of_others($1) AS "maySeeSkills",
           coalesce(p.shares_validated_skills AND p.deactivated_at IS NULL, false) AS "sharesSkills"
      FROM (SELECT $2::bigint AS id) asked LEFT JOIN profiles p ON p.id = asked.id`,
};

const TO_ASSIGNMENT = {
  name: 'relation_to_assignment',
  text: `
    SELECT p.tech_lead_id = $1 AS "isTechLead", a.profile_id = $1 AS "isTheirs"
      FROM assignments a JOIN projects p ON p.id = a.project_id WHERE a.id = $2`,
};

const LEADS_ANYTHING = {
  name: 'leads_anything',
  text: 'SELECT EXISTS (SELECT FROM projects WHERE tech_lead_id = $1) AS "leadsAnything"',
};

const SEES_SKILLS_OF_OTHERS = { name: 'sees_skills_of_others', text: 'SELECT may_see_skills_of_others($1) AS "may"' };
const SEES_WORK_ON = { name: 'sees_work_on', text: 'SELECT may_see_work_on($1, $2) AS "may"' };
const READABLE_PROJECTS = {
  name: 'readable_projects',
  text: `SELECT coalesce(array_agg(project_id), '{}') AS ids FROM work_readers WHERE profile_id = $1`,
};

/** Whether a person is the Tech Lead of any project, active or not. */
export async function leadsAnything(connection: Connection, profileId: number): Promise<boolean> {
  return singleRow(await connection.query<{ leadsAnything: boolean }>(LEADS_ANYTHING, [profileId])).leadsAnything;
}

/** Whether a person who is not an admin may see everyone's skills, as Tech Lead of an active project. */
export async function seesSkillsOfOthers(connection: Connection, profileId: number): Promise<boolean> {
  return singleRow(await connection.query<{ may: boolean }>(SEES_SKILLS_OF_OTHERS, [profileId])).may;
}

/** Whether a person who is not an admin may see other people's work on a project, as its Tech Lead or an active member. */
export async function seesWorkOn(connection: Connection, profileId: number, projectId: number): Promise<boolean> {
  return singleRow(await connection.query<{ may: boolean }>(SEES_WORK_ON, [profileId, projectId])).may;
}

/** The projects on which a person who is not an admin may see other people's work. */
export async function readableProjects(connection: Connection, profileId: number): Promise<number[]> {
  return singleRow(await connection.query<{ ids: number[] }>(READABLE_PROJECTS, [profileId])).ids;
}

/** How a person is related to a project. Tech Lead is a relation to one project, not a role of the person. */
export async function relationToProject(connection: Connection, profileId: number, projectId: number) {
  return singleRow(await connection.query<{ exists: boolean; isTechLead: boolean; isMember: boolean }>(TO_PROJECT, [profileId, projectId]));
}

/** Whether a person may see another person's skills: all of them, or only the validated ones that the other person shares. */
export async function relationToPerson(connection: Connection, profileId: number, otherId: number) {
  return singleRow(
    await connection.query<{ exists: boolean; maySeeSkills: boolean; sharesSkills: boolean }>(TO_PERSON, [profileId, otherId]),
  );
}

/** How a person is related to an assignment and its project. Returns undefined if the assignment does not exist. */
export async function relationToAssignment(connection: Connection, profileId: number, assignmentId: number) {
  const [relation] = await connection.query<{ isTechLead: boolean; isTheirs: boolean }>(TO_ASSIGNMENT, [profileId, assignmentId]);
  return relation;
}
