import { setPassword } from '../../../apps/server/src/sign-in/password/passwords.js';
import { createApiToken } from '../../../apps/server/src/sign-in/tokens/api-tokens.js';
import { factories } from '../../../apps/server/test/factories.js';
import type { Fleet } from './fleet.js';

export const PASSWORD = 'a password of the torture';
const PEOPLE = 30;

/** The people and the project that all attacks share. Each person is a member and has one stale skill. */
export interface ServersStage extends Fleet {
  admin: { id: number; token: string };
  /** A member with a password. */
  member: { id: number; email: string; token: string };
  people: number[];
  projectId: number;
  skillIds: number[];
}

const STALE = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
  SELECT unnest($1::bigint[]), $2, 'ADVANCED', now() - interval '400 days'`;

export async function setServersStage(fleet: Fleet): Promise<ServersStage> {
  const { database } = fleet;
  const make = factories(database);
  const tokenOf = async (profileId: number) => (await createApiToken(database, { name: 'torture', profileId })).token;
  const adminId = await make.profile({ isAdmin: true });
  const email = 'member@example.org';
  const memberId = await make.profile({ email });
  await setPassword(database, memberId, PASSWORD);
  const skillIds = [await make.skill('Stale everywhere'), await make.skill(), await make.skill()];
  const projectId = await make.project({ techLeadId: adminId, skillIds });
  const people = [memberId];
  while (people.length < PEOPLE) people.push(await make.profile());
  for (const profileId of people) await make.assignment({ profileId, projectId, tags: ['Stale everywhere'] });
  await database.query(STALE, [people, skillIds[0]]);
  return {
    ...fleet,
    admin: { id: adminId, token: await tokenOf(adminId) },
    member: { id: memberId, email, token: await tokenOf(memberId) },
    people,
    projectId,
    skillIds,
  };
}
