import type { DirectoryRun } from './directory-run.js';
import type { Person } from './find-people.js';
import type { Skill } from './find-skills.js';
import { refuse, type Refusal } from './refusal.js';

/** The record that an entry refers to, or why it cannot be resolved. */
export type Referred<Found> = { found: Found; refusal?: undefined } | { found?: undefined; refusal: Refusal };

/**
 * Resolves a person by address. An address alone does not identify a person, so it cannot be resolved while an entry that
 * assigns it is rejected.
 */
export function referredPerson(
  { tally }: DirectoryRun,
  people: ReadonlyMap<string, Person>,
  email: string,
  field = 'email',
): Referred<Person> {
  const refusal = tally.profiles.refusalOfReference(email, field);
  if (refusal) return { refusal };
  return foundOr(people.get(email), () =>
    refuse('NOT_FOUND', 'There is no person with the address {email}.', { field, params: { email } }),
  );
}

/** Resolves a skill by its current or former name. */
export function referredSkill({ tally }: DirectoryRun, skills: ReadonlyMap<string, Skill>, name: string, field = 'skill'): Referred<Skill> {
  return foundOr(
    skills.get(name),
    () =>
      tally.skills.refusalOfReference(name, field) ?? refuse('NOT_FOUND', 'There is no skill {skill}.', { field, params: { skill: name } }),
  );
}

/** Returns the record, or why it is missing: the entry about it was rejected, or it does not exist. */
export function foundOr<Found>(found: Found | undefined, whyMissing: () => Refusal): Referred<Found> {
  return found ? { found } : { refusal: whyMissing() };
}
