import { isDeepStrictEqual } from 'node:util';
import type { DirectoryProfile } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import type { SectionTally } from './section-tally.js';

interface ProfileRow {
  email: string;
  name: string;
  title: string | null;
  avatarUrl: string | null;
  externalId: string | null;
  isAdmin: boolean;
}

const STANDING = `
  SELECT email, name, title, avatar_url AS "avatarUrl", external_id AS "externalId", is_admin AS "isAdmin"
    FROM profiles WHERE lower(email) = ANY ($1::text[]) OR external_id = ANY ($2::text[])`;
// Locked, so that two who take the right from each other cannot leave nobody with it.
const ADMINS = 'SELECT email FROM profiles WHERE is_admin AND deactivated_at IS NULL ORDER BY id FOR NO KEY UPDATE';
const RECORDS = `jsonb_to_recordset($1::jsonb) AS r(email text, name text, title text, "avatarUrl" text, "externalId" text, "isAdmin" boolean)`;
const CHANGES = `jsonb_to_recordset($1::jsonb) AS r(email text, name text, title text, "setsTitle" boolean, "avatarUrl" text, "setsAvatar" boolean, "externalId" text, "isAdmin" boolean)`;
const INSERT = `
  INSERT INTO profiles (email, name, title, avatar_url, external_id, is_admin)
  SELECT email, name, title, "avatarUrl", "externalId", "isAdmin" FROM ${RECORDS}`;
// What an entry leaves out is not written at all: somebody may have changed it since it was looked up. Nor is a right that
// the person does not have to be taken: only those who are seen to have it are locked.
const UPDATE = `
  UPDATE profiles p SET
    name = r.name, title = CASE WHEN r."setsTitle" THEN r.title ELSE p.title END,
    avatar_url = CASE WHEN r."setsAvatar" THEN r."avatarUrl" ELSE p.avatar_url END,
    external_id = coalesce(r."externalId", p.external_id), is_admin = coalesce(r."isAdmin", p.is_admin),
    updated_at = date_trunc('milliseconds', now())
    FROM ${CHANGES} WHERE lower(p.email) = r.email`;

/** Addresses that stand for people who were erased. Nobody else can have one. */
const ERASED = /@erased\.invalid$/;

/** Brings people in line, by e-mail address. The last admin stays one, and who was erased stays erased: they would come in as somebody new. */
export async function syncProfiles(transaction: Transaction, entries: readonly DirectoryProfile[], tally: SectionTally): Promise<void> {
  const externalIds = entries.flatMap((entry) => entry.externalId ?? []);
  const rows = await transaction.query<ProfileRow & Record<string, unknown>>(STANDING, [entries.map((entry) => entry.email), externalIds]);
  const standing = new Map<string, ProfileRow>(rows.map((row) => [row.email, row]));
  const holders = new Map(rows.flatMap((row) => (row.externalId === null ? [] : [[row.externalId, row.email]])));
  const takesRight = entries.some((entry) => entry.isAdmin === false && standing.get(entry.email)?.isAdmin);
  const admins = new Set(takesRight ? (await transaction.query<{ email: string }>(ADMINS)).map(({ email }) => email) : []);

  const created: ProfileRow[] = [];
  const updated: object[] = [];
  for (const { index, entry } of tally.distinct(entries, ({ email }) => email)) {
    if (ERASED.test(entry.email)) {
      tally.reject(index, 'CONFLICT', 'This address stands for somebody who was erased.');
      continue;
    }
    const before = standing.get(entry.email);
    const after: ProfileRow = {
      email: entry.email,
      name: entry.name,
      title: entry.title === undefined ? (before?.title ?? null) : entry.title,
      avatarUrl: entry.avatarUrl === undefined ? (before?.avatarUrl ?? null) : entry.avatarUrl,
      externalId: entry.externalId ?? before?.externalId ?? null,
      isAdmin: entry.isAdmin ?? before?.isAdmin ?? false,
    };
    const holder = after.externalId === null ? undefined : holders.get(after.externalId);
    if (holder !== undefined && holder !== entry.email) {
      tally.reject(index, 'CONFLICT', 'Somebody else has this externalId.');
      continue;
    }
    if (!after.isAdmin && admins.has(entry.email)) {
      if (admins.size === 1) {
        tally.reject(index, 'CONFLICT', 'The last admin must stay one.');
        continue;
      }
      admins.delete(entry.email);
    }
    if (after.externalId !== null) holders.set(after.externalId, entry.email);
    if (!before) created.push(after);
    else if (isDeepStrictEqual({ ...before }, after)) tally.unchanged += 1;
    else updated.push(changesOf(entry, before));
  }
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated)]);
  if (created.length > 0) await transaction.query(INSERT, [JSON.stringify(created)]);
  tally.created = created.length;
  tally.updated = updated.length;
}

function changesOf(entry: DirectoryProfile, before: ProfileRow) {
  return {
    ...entry,
    setsTitle: entry.title !== undefined,
    setsAvatar: entry.avatarUrl !== undefined,
    isAdmin: entry.isAdmin === before.isAdmin ? undefined : entry.isAdmin,
  };
}
