import type { Database } from '../../apps/server/src/platform/database/database.js';
import { createApiToken } from '../../apps/server/src/sign-in/tokens/api-tokens.js';
import { factories } from '../../apps/server/test/factories.js';
import type { Random } from '../torture/random.js';
import { pair, type State, type Validated } from './model.js';

export const PEOPLE = 5;
export const PROJECTS = 4;
export const SKILLS = 5;
/** Skills that are renamed during a round. The directory sync uses only the others. */
export const RENAMED = 2;
/** The model's numbers for deciders, distinct from the numbers of people, who do not decide. */
export const LEADS = [100, 101] as const;
export const ADMIN = 200;

/** The people, projects and skills of one round. Nothing else in the database uses them. */
export interface World {
  prefix: string;
  skillIds: number[];
  people: { id: number; email: string; token: string }[];
  projects: { id: number; externalId: string; lead: number }[];
  leads: { id: number; email: string; token: string }[];
  admin: { id: number; token: string };
  initial: State;
}

const VALIDATE = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'ADVANCED', $3)`;

/** The two names that a skill alternates between. */
export const nameOf = (prefix: string, skill: number, second = false) => `${prefix} skill ${skill}${second ? ' renamed' : ''}`;

/** Creates a world without assignments. Each project declares some of the skills. */
export async function makeWorld(database: Database, prefix: string, random: Random): Promise<World> {
  const make = factories(database);
  const makePerson = async (role: string, isAdmin = false) => {
    const email = `${role}.${prefix}@example.org`;
    const id = await make.profile({ email, name: `${prefix} ${role}`, isAdmin });
    const { token } = await createApiToken(database, { name: role, profileId: id, creator: { profileId: id } });
    return { id, email, token };
  };
  const times = async <Made>(count: number, work: (number: number) => Promise<Made>) => {
    const made: Made[] = [];
    for (let number = 0; number < count; number += 1) made.push(await work(number));
    return made;
  };
  const admin = await makePerson('admin', true);
  const leads = await times(LEADS.length, (number) => makePerson(`lead${number}`));
  const people = await times(PEOPLE, (number) => makePerson(`person${number}`));
  const skillIds = await times(SKILLS, (number) => make.skill(nameOf(prefix, number)));
  const scopes = Array.from({ length: PROJECTS }, () => skillIds.flatMap((_, skill) => (random.chance(0.6) ? [skill] : [])));
  const projects = await times(PROJECTS, async (number) => {
    const lead = number % LEADS.length;
    const externalId = `${prefix} project ${number}`;
    const declared = (scopes[number] ?? []).map((skill) => skillIds[skill] ?? 0);
    const id = await make.project({ techLeadId: leads[lead]?.id ?? 0, name: externalId, externalId, skillIds: declared });
    return { id, externalId, lead };
  });
  // Validates a random half of all skills of people, more than a year ago.
  const validated: Record<string, Validated> = {};
  for (const [person, { id }] of people.entries())
    for (const [skill, skillId] of skillIds.entries()) {
      if (random.chance(0.5)) continue;
      const at = Date.now() - 500 * 86_400_000 - random.between(0, 1e9);
      validated[pair(person, skill)] = { level: 'ADVANCED', at, by: null };
      await database.query(VALIDATE, [id, skillId, new Date(at).toISOString()]);
    }
  const initial: State = {
    skills: skillIds.map((_, skill) => ({ name: nameOf(prefix, skill), formerNames: [], isActive: true })),
    projects: scopes.map((scope) => ({ status: 'active', wasCompleted: false, description: '', scope })),
    people: people.map(() => ({ left: false, title: '' })),
    assignments: {},
    signals: [],
    validated,
    suggestions: {},
  };
  return { prefix, skillIds, people, projects, leads, admin, initial };
}
