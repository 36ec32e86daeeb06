import type { ErasedPerson } from '@skilltrace/contract';
import { hashSecret } from '../platform/auth/api-token.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';
import { DomainError, invalid, notFound } from '../platform/errors/domain-error.js';
import { endSessionsAndTokens } from '../sign-in/end-sessions-and-tokens.js';
import { NAMES_IN_PROJECT, replaceMentions } from './erased-texts.js';
import { namePattern, namePatternInJson, type Named } from './name-pattern.js';
import { END_ASSIGNMENTS, lockPerson } from './update-profile.js';

export interface Erasure {
  profileId: number;
  /** The person's e-mail address, typed again by whoever erases them. Left out at the command line, which asks by itself. */
  confirm?: string;
  /** Who erases; null at the command line. */
  erasedById: number | null;
}

// Two at once could each hold texts that name the other.
const TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('erase a person'))";
// A look through all updates of a large installation takes longer than the minute that is otherwise enough.
const TAKE_TIME = 'SET LOCAL statement_timeout = 0';
const FIND = 'SELECT name, email, erased_at AS "erasedAt" FROM profiles WHERE id = $1';
// Their projects, as leaving takes them, and those whose texts will change.
const LOCK_PROJECTS = `
  SELECT FROM projects
   WHERE id IN (SELECT project_id FROM assignments WHERE profile_id = $1 AND ended_at IS NULL) OR ${NAMES_IN_PROJECT}
   ORDER BY id FOR NO KEY UPDATE`;
const FORGET_ACCOUNTS = 'DELETE FROM auth_accounts WHERE profile_id = $1';
const FORGET_VERIFICATIONS = `
  DELETE FROM auth_verifications
   WHERE strpos(lower(identifier), $2) > 0 OR strpos(lower(value), $2) > 0 OR $1::bigint::text IN (identifier, value)`;
const FORGET_FAILURES = 'DELETE FROM sign_in_failures WHERE account_hash = $1';
const FORGET_ANSWERS = "DELETE FROM idempotency_keys WHERE caller = 'profile:' || $1::bigint";
const NAME_TOKENS = "UPDATE api_tokens SET name = 'Token of a former member' WHERE profile_id = $1";
const CANCEL_SESSIONS = `
  UPDATE mentorship_sessions SET status = 'cancelled' WHERE $1 IN (intern_id, mentor_id) AND status IN ('pending', 'accepted')`;
// What an erased person is called, a check constraint of the table says as well.
const ERASE = `
  UPDATE profiles
     SET name = 'Former member', email = 'former-member-' || id || '@erased.invalid', email_verified = false, title = NULL,
         avatar_url = NULL, external_id = NULL, is_admin = false, deactivated_at = coalesce(deactivated_at, date_trunc('milliseconds', now())),
         erased_at = date_trunc('milliseconds', now()), updated_at = date_trunc('milliseconds', now())
   WHERE id = $1 RETURNING erased_at AS "erasedAt"`;
const FORGET_WORDS = 'SELECT forget_words_of_erased($1)';

/**
 * Erases a person, in one transaction and for good: identity, ways to sign in and what they wrote go; their signals and
 * validated skills stay as those of a former member, so that no figure changes. Full name and e-mail address are taken
 * out of the texts of others. Somebody erased before stays so, and is answered as then.
 *
 * @throws NOT_FOUND; VALIDATION_FAILED where `confirm` is another address; CONFLICT for oneself and for the last active
 *   admin; UNAVAILABLE where the person is being renamed at the same moment
 */
export async function erasePerson(connection: Connection, { profileId, confirm, erasedById }: Erasure): Promise<ErasedPerson> {
  return connection.transaction(async (transaction) => {
    await transaction.query(TAKE_TIME);
    await transaction.query(TAKE_TURNS);
    const [person] = await transaction.query<Named & { erasedAt: string | null }>(FIND, [profileId]);
    if (!person) throw notFound('person');
    if (profileId === erasedById) throw new DomainError('CONFLICT', 'Nobody erases themselves. Another admin can.');
    if (person.erasedAt !== null) {
      // What a request of theirs left that was under way as they were erased.
      await takeAccess(transaction, profileId, person.email);
      await transaction.query(FORGET_WORDS, [profileId]);
      return { profileId, erasedAt: person.erasedAt };
    }
    if (confirm !== undefined && confirm !== person.email) throw invalid('confirm', 'must be the e-mail address of this person');
    await transaction.query(LOCK_PROJECTS, [profileId, namePattern(person), namePatternInJson(person)]);
    await lockPerson(transaction, profileId, { isAdmin: false, isActive: false });
    await requireSame(transaction, profileId, person);
    await takeAccess(transaction, profileId, person.email);
    for (const statement of [END_ASSIGNMENTS, CANCEL_SESSIONS, NAME_TOKENS]) await transaction.query(statement, [profileId]);
    const { erasedAt } = one(await transaction.query<{ erasedAt: string }>(ERASE, [profileId]));
    await transaction.query(FORGET_WORDS, [profileId]);
    await replaceMentions(transaction, profileId, person);
    return { profileId, erasedAt };
  });
}

/** Who is looked for must be who is erased: the name was read before the person was locked. */
async function requireSame(transaction: Transaction, profileId: number, { name, email }: Named): Promise<void> {
  const locked = one(await transaction.query<Named>(FIND, [profileId]));
  if (locked.name !== name || locked.email !== email)
    throw new DomainError('UNAVAILABLE', 'Somebody is changing this person right now. Nothing was erased; try again.');
}

// One statement after the other: an invitation that is just being used up is waited for, and its account is seen after it.
async function takeAccess(transaction: Transaction, profileId: number, email: string): Promise<void> {
  await endSessionsAndTokens(transaction, profileId);
  await transaction.query(FORGET_ACCOUNTS, [profileId]);
  await transaction.query(FORGET_VERIFICATIONS, [profileId, email]);
  await transaction.query(FORGET_FAILURES, [hashSecret(email)]);
  await transaction.query(FORGET_ANSWERS, [profileId]);
}
