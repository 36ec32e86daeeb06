import type { Session } from '@skilltrace/contract';
import type { Caller } from '../../platform/auth/caller.js';
import type { Connection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';

const READ_SESSION = `
  SELECT json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'isAdmin', p.is_admin) AS profile,
         coalesce((SELECT json_agg(id ORDER BY id) FROM projects WHERE tech_lead_id = p.id), '[]') AS leads,
         p.is_admin OR may_see_skills_of_others(p.id) AS "maySeeSkills", p.language
    FROM profiles p WHERE p.id = $1`;

/** Returns the profile of the caller, the projects that they lead as Tech Lead, and how they signed in. */
export async function readSession(connection: Connection, { profileId, via, session }: Caller): Promise<Session> {
  const read = singleRow(await connection.query<Omit<Session, 'signedInWith'>>(READ_SESSION, [profileId]));
  return { ...read, signedInWith: via === 'token' ? 'token' : session?.withoutPassword === true ? 'demo' : 'password' };
}
