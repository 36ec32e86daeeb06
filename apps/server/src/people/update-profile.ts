import type { Profile, UpdateProfileBody } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { DomainError, forbidden, notFound } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { emailTaken } from './create-profile.js';
import { takesLastAdmin, type AdminStatus } from './last-admin.js';
import { PROFILE_COLUMNS } from './profile-row.js';

const UNIQUE_VIOLATION = '23505';

// KEY SHARE as in assigning people: a completion of the project runs completely before or after this change.
const LOCK_PROJECTS = `
  SELECT FROM projects p
   WHERE p.id IN (SELECT project_id FROM assignments WHERE profile_id = $1 AND ended_at IS NULL) ORDER BY p.id FOR KEY SHARE`;
// Locks the person, and all active admins if an admin may be removed, in the same order for everyone. Of two concurrent
// removals, the second waits here and then sees one admin fewer. Assigning a person or creating a token for them locks them FOR
// SHARE, so those records exist when this continues and are ended too. NO KEY, because a completion writes signals that refer
// to people while it holds their assignments: with FOR UPDATE, 8 of 100 deactivations during assigning and completing ended in
// a deadlock.
const LOCK_PEOPLE = `
  SELECT id, is_admin AS "isAdmin", deactivated_at IS NULL AS "isActive", can_sign_in(id) AS "canSignIn", erased_at IS NOT NULL AS "isErased"
    FROM profiles WHERE id = $1 OR ($2 AND is_admin AND deactivated_at IS NULL) ORDER BY id FOR NO KEY UPDATE`;
// A new address is not verified.
const UPDATE = `
  UPDATE profiles SET
    name = coalesce($2, name), email = coalesce($3, email), email_verified = email_verified AND email = coalesce($3, email),
    title = CASE WHEN $4 THEN $5 ELSE title END, avatar_url = CASE WHEN $6 THEN $7 ELSE avatar_url END,
    is_admin = coalesce($8, is_admin),
    deactivated_at = CASE WHEN $9::boolean THEN NULL WHEN NOT $9::boolean THEN coalesce(deactivated_at, clock.at) ELSE deactivated_at END,
    shares_validated_skills = coalesce($10, shares_validated_skills),
    language = CASE WHEN $11 THEN $12 ELSE language END, updated_at = clock.at
  FROM (SELECT date_trunc('milliseconds', now()) AS at) clock
  WHERE id = $1 RETURNING ${PROFILE_COLUMNS}`;
/** Ends every active assignment of the person `$1`. */
export const END_ASSIGNMENTS = `
  UPDATE assignments SET ended_at = greatest(date_trunc('milliseconds', now()), started_at) WHERE profile_id = $1 AND ended_at IS NULL`;

type LockedPerson = AdminStatus & { isErased: boolean };

/**
 * Changes a person. `isActive: false` is for a person who left: their active assignments end in the same transaction. Database
 * triggers also end their sessions, API tokens and what they gave to other people. Both ledgers stay unchanged. `isActive:
 * true` lets the person sign in again and restores nothing else.
 *
 * @throws FORBIDDEN for changing another person's sharing or language, and for any other field unless the caller is an admin; NOT_FOUND;
 *   CONFLICT for a taken email address, for an erased person, and if no admin who can sign in would remain
 */
export async function updateProfile(connection: Connection, caller: Caller, id: number, change: UpdateProfileBody): Promise<Profile> {
  requireOwnFields(caller, id, change);
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    if (change.isActive === false) await transaction.query(LOCK_PROJECTS, [id]);
    await lockPerson(transaction, id, change);
    const updated = await store(transaction, id, change);
    if (change.isActive === false) await transaction.query(END_ASSIGNMENTS, [id]);
    return updated;
  });
}

/**
 * Locks a person for a change until the transaction ends.
 *
 * @throws NOT_FOUND; CONFLICT for an erased person, and if the change leaves no admin who can sign in
 */
export async function lockPerson(transaction: Transaction, id: number, change: { isAdmin?: boolean; isActive?: boolean }): Promise<void> {
  const mayTakeAdmin = change.isAdmin === false || change.isActive === false;
  const people = await transaction.query<LockedPerson>(LOCK_PEOPLE, [id, mayTakeAdmin]);
  const person = people.find((locked) => locked.id === id);
  if (!person) throw notFound('person');
  if (person.isErased) throw new DomainError('CONFLICT', 'This person has been erased.');
  if (takesLastAdmin(people, id, change))
    throw new DomainError('CONFLICT', 'This is the last admin who can sign in. Make another person who has a password an admin first.');
}

function requireOwnFields(caller: Caller, id: number, { sharesValidatedSkills, language, ...rest }: UpdateProfileBody): void {
  if (sharesValidatedSkills !== undefined && caller.profileId !== id)
    throw forbidden('Only the person may change whether their validated skills are shared.');
  if (language !== undefined && caller.profileId !== id) throw forbidden('Only the person may change the language of their pages.');
  const onlyAdmins = Object.keys(rest);
  if (onlyAdmins.length > 0 && !caller.isAdmin) throw forbidden('Only admins may set {fields}.', { fields: onlyAdmins });
}

async function store(
  transaction: Transaction,
  id: number,
  { name, email, title, avatarUrl, isAdmin, isActive, sharesValidatedSkills, language }: UpdateProfileBody,
): Promise<Profile> {
  try {
    return singleRow(
      await transaction.query<Profile>(UPDATE, [
        id,
        name ?? null,
        email ?? null,
        title !== undefined,
        title ?? null,
        avatarUrl !== undefined,
        avatarUrl ?? null,
        isAdmin ?? null,
        isActive ?? null,
        sharesValidatedSkills ?? null,
        language !== undefined,
        language ?? null,
      ]),
    );
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? emailTaken() : error;
  }
}
