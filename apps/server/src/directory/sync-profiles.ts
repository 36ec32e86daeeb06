import type { DirectoryProfile } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import type { DirectoryRun } from './directory-run.js';
import { findProfiles, type KnownProfile } from './find-people.js';
import { planProfiles, type Admins, type ProfilePlan } from './plan-profiles.js';
import { refuse } from './refusal.js';
import { groupBy, type Entry, type SectionTally } from './section-tally.js';

// Locks admins, so that two concurrent changes cannot leave the installation without an admin.
const ADMINS = `
  SELECT id, is_admin AS "isAdmin", can_sign_in(id) AS "canSignIn" FROM profiles
   WHERE deactivated_at IS NULL AND (is_admin OR id = ANY ($1::bigint[])) ORDER BY id FOR NO KEY UPDATE`;
const LOCK = 'SELECT FROM profiles WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE';
const INSERT = `
  INSERT INTO profiles (email, name, title, avatar_url, external_id, is_admin)
  SELECT email, name, title, "avatarUrl", "externalId", coalesce("isAdmin", false)
    FROM jsonb_to_recordset($1::jsonb) AS r(email text, name text, title text, "avatarUrl" text, "externalId" text, "isAdmin" boolean)`;
// The unique index is checked row by row, so addresses that move to another person are freed first.
const VACATE = `UPDATE profiles SET email = 'moving-' || id || '@moving.invalid' WHERE id = ANY ($1::bigint[])`;
// Writes only changed fields, because other fields may have been changed concurrently. A new address is not verified.
const UPDATE = `
  UPDATE profiles p SET
    email = coalesce(c ->> 'email', p.email), email_verified = p.email_verified AND NOT c ? 'email',
    name = coalesce(c ->> 'name', p.name), external_id = coalesce(c ->> 'externalId', p.external_id),
    title = CASE WHEN c ? 'title' THEN c ->> 'title' ELSE p.title END,
    avatar_url = CASE WHEN c ? 'avatarUrl' THEN c ->> 'avatarUrl' ELSE p.avatar_url END,
    is_admin = coalesce((c ->> 'isAdmin')::boolean, p.is_admin), updated_at = date_trunc('milliseconds', now())
    FROM jsonb_array_elements($1::jsonb) AS c WHERE p.id = (c ->> 'id')::bigint`;

/** The address pattern of erased people's rows, which no other person may use. */
const ERASED = /@erased\.invalid$/;

/** Imports profiles (see `planProfiles`). At least one active admin remains, and erased people are not restored. */
export async function syncProfiles(run: DirectoryRun, entries: readonly Entry<DirectoryProfile>[]): Promise<void> {
  const { transaction } = run;
  const tally = run.tally.profiles;
  const plans = await planUnderLock(transaction, withoutContradictions(tally, entries));
  const created: DirectoryProfile[] = [];
  const updated: (Partial<DirectoryProfile> & { id: number })[] = [];
  for (const { entry, person, refusal } of plans) {
    // If only a change of admin rights was rejected, references to the person still resolve.
    if (refusal) tally.reject(entry.index, refusal, refusal.field === 'isAdmin' && person ? [] : [entry.fields.email]);
    else if (!person) created.push(entry.fields);
    else {
      const changes = changesOf(entry.fields, person);
      if (Object.keys(changes).length > 0) updated.push({ ...changes, id: person.id });
      else tally.unchanged += 1;
    }
  }
  const wanted = new Set([...created, ...updated].map(({ email }) => email));
  const vacating = plans.flatMap(({ person, refusal }) => (person && !refusal && wanted.has(person.email) ? [person.id] : []));
  if (vacating.length > 0) await transaction.query(VACATE, [vacating]);
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated)]);
  if (created.length > 0) await transaction.query(INSERT, [JSON.stringify(created)]);
  tally.created += created.length;
  tally.updated += updated.length;
}

/** Returns entries in which each address and each external id occurs once. Counts duplicates and rejects contradictions. */
function withoutContradictions(tally: SectionTally, entries: readonly Entry<DirectoryProfile>[]): Entry<DirectoryProfile>[] {
  const allowed = entries.filter(({ index, fields: { email } }) => {
    const isErased = ERASED.test(email);
    if (isErased) tally.reject(index, refuse('CONFLICT', 'This address belongs to an erased person.', { field: 'email' }), [email]);
    return !isErased;
  });
  const byEmail = groupBy(allowed, ({ fields }) => fields.email);
  const emailsOf = groupBy(
    allowed.filter(({ fields }) => fields.externalId !== undefined),
    ({ fields }) => fields.externalId,
  );
  const contradicting = new Set<number>();
  for (const group of emailsOf.values()) {
    const other = group.find(({ fields }) => fields.email !== group[0].fields.email);
    if (!other) continue;
    // Rejects every entry with one of these addresses, because a contradiction about a person makes their addresses ambiguous.
    for (const email of new Set(group.map(({ fields }) => fields.email)))
      for (const { index } of byEmail.get(email) ?? []) contradicting.add(index);
  }
  for (const { index, fields } of allowed) {
    if (!contradicting.has(index)) continue;
    const refusal = refuse('CONFLICT', 'The file gives one externalId several addresses, including this one.', { field: 'externalId' });
    tally.reject(index, refusal, [fields.email]);
  }
  return tally.consistent(
    allowed.filter(({ index }) => !contradicting.has(index)),
    ({ email }) => email,
    'person',
  );
}

/** Plans, locks the people whose address or externalId changes, and repeats until all of them are locked. */
async function planUnderLock(transaction: Transaction, entries: readonly Entry<DirectoryProfile>[]): Promise<ProfilePlan[]> {
  const emails = entries.map(({ fields }) => fields.email);
  const externalIds = entries.flatMap(({ fields }) => fields.externalId ?? []);
  const locked = new Set<number>();
  let admins: Admins | undefined;
  for (;;) {
    const known = await findProfiles(transaction, emails, externalIds);
    const plans = planProfiles(entries, known, admins ?? new Map());
    if (!admins && plans.some(({ entry, person }) => entry.fields.isAdmin === false && person?.isAdmin)) {
      const gaining = plans.flatMap(({ entry, person }) => (entry.fields.isAdmin && person ? [person.id] : []));
      const rows = await transaction.query<{ id: number; isAdmin: boolean; canSignIn: boolean }>(ADMINS, [gaining]);
      admins = new Map(rows.map(({ id, ...admin }) => [id, admin]));
      continue;
    }
    const unlocked = plans.flatMap(({ entry: { fields }, person, refusal }) => {
      const isMoving =
        person && !refusal && (person.email !== fields.email || person.externalId !== (fields.externalId ?? person.externalId));
      return isMoving && !locked.has(person.id) ? [person.id] : [];
    });
    if (unlocked.length === 0) return plans;
    await transaction.query(LOCK, [unlocked]);
    for (const id of unlocked) locked.add(id);
  }
}

/** The fields of an entry that differ from the profile. */
function changesOf(fields: DirectoryProfile, before: KnownProfile): Partial<DirectoryProfile> {
  const names = ['email', 'name', 'title', 'avatarUrl', 'externalId', 'isAdmin'] as const;
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined && fields[name] !== before[name]).map((name) => [name, fields[name]]),
  );
}
