import type { DirectoryRun } from './directory-run.js';
import type { Person } from './find-people.js';
import type { Skill } from './find-skills.js';
import type { Refusal } from './section-tally.js';

/** What an entry refers to, or why that cannot be said. */
export type Referred<Found> = { found: Found; refusal?: undefined } | { found?: undefined; refusal: Refusal };

/**
 * The person that an entry refers to by address. An address does not identify a person, so it means nobody while an entry that
 * gives it to someone is rejected.
 */
export function referredPerson(
  { tally }: DirectoryRun,
  people: ReadonlyMap<string, Person>,
  email: string,
  field = 'email',
): Referred<Person> {
  const refusal = tally.profiles.refusalOfReference(email, field);
  return refusal ? { refusal } : foundOr(people.get(email), `There is no person with the address ${email}.`, field);
}

/** The skill that an entry refers to by its name, current or former. */
export function referredSkill({ tally }: DirectoryRun, skills: ReadonlyMap<string, Skill>, name: string, field = 'skill'): Referred<Skill> {
  return foundOr(skills.get(name), `There is no skill ${name}.`, field, tally.skills.refusalOfReference(name, field));
}

/** What an entry refers to; else why not: an entry about it was rejected, or there is none. */
export function foundOr<Found>(found: Found | undefined, message: string, field: string, rejected?: Refusal): Referred<Found> {
  return found ? { found } : { refusal: rejected ?? { code: 'NOT_FOUND', message, field } };
}
