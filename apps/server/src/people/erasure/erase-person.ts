import { setTimeout as sleep } from 'node:timers/promises';
import type { ErasedPerson } from '@skilltrace/contract';
import { hashSecret } from '../../platform/auth/api-token.js';
import { openTransaction, type Connection, type Transaction } from '../../platform/database/connection.js';
import { isSpread } from '../../platform/database/is-spread.js';
import { singleRow } from '../../platform/database/single-row.js';
import { DomainError, invalid, notFound } from '../../platform/errors/domain-error.js';
import { sqlState } from '../../platform/errors/sqlstate.js';
import { endSessionsAndTokens } from '../../sign-in/sessions/end-sessions-and-tokens.js';
import { findMentions, replaceMentions, textsOfOthers, type Narrowing } from './mentions-of-person.js';
import { retryAfterDeadlock, blockTextWriters } from './erasure-lock.js';
import type { NameAndEmail } from '../name-pattern.js';
import { END_ASSIGNMENTS, lockPerson } from '../update-profile.js';

export interface Erasure {
  profileId: number;
  /** The person's email address, typed again as a confirmation. Not needed on the command line, which asks for confirmation itself. */
  confirm?: string;
  /** The person who erases. Null on the command line. */
  erasedById: number | null;
  /** Called if texts written during the erasure may still contain the name, because searching them failed. */
  onTextsLeft?: (error: unknown) => void;
}

// Searching all updates of a large installation takes longer than the default timeout of one minute.
const NO_TIMEOUT = 'SET LOCAL statement_timeout = 0';
const FIND = 'SELECT name, email, erased_at AS "erasedAt" FROM profiles WHERE id = $1';
// The person's projects, which deactivation locks too, and projects whose texts will change.
const LOCK_PROJECTS = `
  SELECT FROM projects
   WHERE id IN (SELECT project_id FROM assignments WHERE profile_id = $1 AND ended_at IS NULL) OR id = ANY ($2::bigint[])
   ORDER BY id FOR NO KEY UPDATE`;
const SINCE = 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS since';
// With more rows than this, all texts are searched again, because comparing each row with a longer list is slow.
const MOST_NARROWED = 20_000;
const FORGET_ACCOUNTS = 'DELETE FROM auth_accounts WHERE profile_id = $1';
const FORGET_FAILURES = 'DELETE FROM sign_in_failures WHERE account_hash = $1';
const FORGET_ANSWERS = "DELETE FROM idempotency_keys WHERE caller = 'profile:' || $1::bigint";
const FORGET_VIEWS = 'DELETE FROM saved_views WHERE profile_id = $1';
// Stored responses to other people may contain the name, and only the callers have the keys to decrypt them. The requests
// remain known.
const DROP_ANSWERS = 'UPDATE idempotency_keys SET response = NULL WHERE response IS NOT NULL';
const DROP_ANSWERS_SINCE = `${DROP_ANSWERS} AND age(xmin) <= age($1::xid8::xid)`;
const MOST_SWEEPS = 5;
const MOST_ATTEMPTS = 5;
const PAUSE_MS = 200;
const NAME_TOKENS = "UPDATE api_tokens SET name = 'Token of a former member' WHERE profile_id = $1";
const CANCEL_SESSIONS = `
  UPDATE mentorship_sessions SET status = 'cancelled' WHERE $1 IN (intern_id, mentor_id) AND status IN ('pending', 'accepted')`;
// A check constraint of the table has the same values for erased people.
const ERASE = `
  UPDATE profiles
     SET name = 'Former member', email = 'former-member-' || id || '@erased.invalid', email_verified = false, title = NULL,
         avatar_url = NULL, external_id = NULL, language = NULL, is_admin = false, deactivated_at = coalesce(deactivated_at, clock.at),
         erased_at = clock.at, updated_at = clock.at
    FROM (SELECT date_trunc('milliseconds', now()) AS at) clock
   WHERE id = $1 RETURNING erased_at AS "erasedAt"`;
const FORGET_WORDS = 'SELECT forget_words_of_erased($1)';

/**
 * Erases a person permanently, in one transaction. Identity, sign-in data and the person's texts are deleted. Signals and
 * validated skills remain and belong to a former member, so that no figures change. The full name and email address are removed
 * from other people's texts. Erasing an erased person again changes nothing and returns the first result.
 *
 * All texts are searched first, while other requests continue. Texts written in the meantime are searched again while text
 * writes are blocked. Requests that waited for that lock are checked afterwards (`sweep`). On a spread ledger, all texts are searched while
 * writes are blocked: rows there have the transaction numbers of the workers, so it is unknown which ones are newer than the first search.
 *
 * @throws NOT_FOUND; VALIDATION_FAILED if `confirm` is a different address; CONFLICT for the caller and for the last active
 *   admin
 */
export async function erasePerson(connection: Connection, erasure: Erasure): Promise<ErasedPerson> {
  const { erased, person, since } = await connection.transaction((transaction) => eraseWhole(transaction, erasure));
  // Inside a transaction of the caller, the lock is still held and no waiting request has continued.
  if (person.erasedAt === null && !(openTransaction in connection)) await sweep(connection, erasure, person, since);
  return erased;
}

async function eraseWhole(transaction: Transaction, erasure: Erasure) {
  const { profileId } = erasure;
  await transaction.query(NO_TIMEOUT);
  const { since } = singleRow(await transaction.query<{ since: string }>(SINCE));
  const before = await findPerson(transaction, erasure);
  const canNarrow = before.erasedAt === null && !(await isSpread(transaction));
  const narrowing = canNarrow ? await findAllMentions(transaction, profileId, before, since) : undefined;
  await blockTextWriters(transaction);
  const person = await findPerson(transaction, erasure);
  const isSame = person.name === before.name && person.email === before.email;
  const erased = await retryAfterDeadlock(transaction, () => erase(transaction, profileId, person, isSame ? narrowing : undefined));
  return { erased, person, since };
}

/**
 * Removes the name from texts that were sent before the erasure but written after it because they waited. No table contains the
 * name any more, so a failed attempt can only be retried here. If all attempts fail, the erasure is complete except for these
 * texts.
 */
async function sweep(connection: Connection, { profileId, onTextsLeft }: Erasure, person: Person, since: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sweepUntilClean(connection, profileId, person, since);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) return onTextsLeft?.(error);
      await sleep(attempt * PAUSE_MS);
    }
  }
}

async function sweepUntilClean(connection: Connection, profileId: number, person: Person, since: string): Promise<void> {
  for (let pass = 0, replaced = 1; replaced > 0 && pass < MOST_SWEEPS; pass += 1)
    replaced = await connection.transaction(async (transaction) => {
      await transaction.query(NO_TIMEOUT);
      await blockTextWriters(transaction);
      await transaction.query(DROP_ANSWERS_SINCE, [since]);
      const narrowing = (await isSpread(transaction)) ? undefined : { ids: new Map(), since };
      return retryAfterDeadlock(transaction, () => replaceMentions(transaction, profileId, person, narrowing));
    });
}

/** The message for the operator in that case. It does not include the error message, which could contain the name. */
export function remainingTextsMessage(profileId: number, error: unknown): string {
  const reason = sqlState(error) ?? (error instanceof Error ? error.name : 'unknown error');
  return (
    `Person ${profileId} is erased, but texts that other people wrote during the erasure could not be searched (${reason}). ` +
    'Search for the name and replace it.'
  );
}

type Person = NameAndEmail & { erasedAt: string | null };

async function findPerson(transaction: Transaction, { profileId, confirm, erasedById }: Erasure): Promise<Person> {
  const [person] = await transaction.query<Person & Record<string, unknown>>(FIND, [profileId]);
  if (!person) throw notFound('person');
  if (profileId === erasedById) throw new DomainError('CONFLICT', 'You cannot erase yourself. Ask another admin.');
  if (person.erasedAt === null && confirm !== undefined && confirm !== person.email)
    throw invalid('confirm', 'must be the e-mail address of this person');
  return person;
}

async function erase(transaction: Transaction, profileId: number, person: Person, narrowing: Narrowing | undefined): Promise<ErasedPerson> {
  if (person.erasedAt === null) {
    await lockAll(transaction, profileId, person, narrowing);
    await takeAccess(transaction, profileId, person.email);
    for (const statement of [END_ASSIGNMENTS, CANCEL_SESSIONS, NAME_TOKENS]) await transaction.query(statement, [profileId]);
    const { erasedAt } = singleRow(await transaction.query<{ erasedAt: string }>(ERASE, [profileId]));
    await replaceMentions(transaction, profileId, person, narrowing);
    await transaction.query(FORGET_WORDS, [profileId]);
    await transaction.query(DROP_ANSWERS);
    return { profileId, erasedAt };
  }
  // Deletes what a request of this person wrote that was running during the erasure.
  await takeAccess(transaction, profileId, person.email);
  await transaction.query(FORGET_WORDS, [profileId]);
  return { profileId, erasedAt: person.erasedAt };
}

/** Finds the rows that name the person now. Returns undefined if there are too many. */
async function findAllMentions(transaction: Transaction, profileId: number, person: Person, since: string): Promise<Narrowing | undefined> {
  const ids = new Map<(typeof textsOfOthers)[number], number[]>();
  let count = 0;
  for (const column of textsOfOthers) {
    const found: number[] = [];
    for await (const mentions of findMentions(transaction, column, profileId, person)) found.push(...mentions.map(({ id }) => id));
    ids.set(column, found);
    count += found.length;
  }
  return count > MOST_NARROWED ? undefined : { ids, since };
}

/** Locks rows in the common order (`lock-project.ts`): projects, then people. */
async function lockAll(transaction: Transaction, profileId: number, person: Person, narrowing: Narrowing | undefined): Promise<void> {
  const named: number[] = [];
  for (const column of textsOfOthers.filter(({ table }) => table === 'projects'))
    for await (const found of findMentions(transaction, column, profileId, person, narrowing)) named.push(...found.map(({ id }) => id));
  await transaction.query(LOCK_PROJECTS, [profileId, named]);
  await lockPerson(transaction, profileId, { isAdmin: false, isActive: false });
}

// Runs statements one by one: the first waits for an invitation that is being used, so that the next one sees the new account.
async function takeAccess(transaction: Transaction, profileId: number, email: string): Promise<void> {
  await endSessionsAndTokens(transaction, profileId);
  await transaction.query(FORGET_ACCOUNTS, [profileId]);
  await transaction.query(FORGET_FAILURES, [hashSecret(email)]);
  await transaction.query(FORGET_ANSWERS, [profileId]);
  await transaction.query(FORGET_VIEWS, [profileId]);
}
