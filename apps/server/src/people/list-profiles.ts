import type { ListProfilesQuery, Page, ProfileItem } from '@skilltrace/contract';
import { seesSkillsOfOthers } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import { byName } from '../platform/database/by-name.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden } from '../platform/errors/domain-error.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

const { matches, isAfter, order } = byName({ name: 'p.name', id: 'p.id', search: '$1', isByMatch: '$11', afterName: '$6', afterId: '$7' });
// `can_sign_in` for all people of a list: PostgreSQL computes each set once.
const ACCESS = `
  CASE WHEN p.id IN (SELECT profile_id FROM auth_accounts WHERE password IS NOT NULL OR provider_id <> 'credential') THEN 'active'
       WHEN p.id IN (SELECT profile_id FROM invitations WHERE expires_at > now()) THEN 'invited' ELSE 'none' END`;
// The skill filter finds only people whose validated skills the caller may see.
const LIST = `
  SELECT p.id, p.name, p.title, p.avatar_url AS "avatarUrl", p.deactivated_at IS NULL AS "isActive", p.email, p.is_admin AS "isAdmin",
         CASE WHEN $2::boolean THEN ${ACCESS} END AS access,
         CASE WHEN $2::boolean THEN (SELECT expires_at FROM invitations WHERE profile_id = p.id AND expires_at > now()) END AS "invitedUntil"
    FROM profiles p
   WHERE (p.erased_at IS NULL OR $10::bigint[] IS NOT NULL)
     AND ($1::text IS NULL OR ${matches} OR ($2::boolean AND strpos(p.email, lower($1)) > 0))
     AND ($3::bigint[] IS NULL OR (
       (SELECT count(*) FROM employee_skills e WHERE e.profile_id = p.id AND e.skill_id = ANY ($3)) = cardinality($3)
       AND ($12::boolean OR p.id = $4 OR (p.shares_validated_skills AND p.deactivated_at IS NULL))))
     AND ($5::bigint IS NULL OR EXISTS (SELECT FROM active_assignments a WHERE a.profile_id = p.id AND a.project_id = $5))
     AND ${isAfter}
     AND ($9::boolean IS NULL OR (p.deactivated_at IS NULL) = $9)
     AND ($10::bigint[] IS NULL OR p.id = ANY ($10))
     AND ($13::text IS NULL OR $13 = ${ACCESS})
   ORDER BY ${order} LIMIT $8`;

/**
 * Lists people in the requested order. Includes people who left unless `isActive` is given, and erased people only if their
 * `id` is requested. Only admins see email addresses and can search by them. `skillId` finds people who have all of the skills
 * validated, among people whose validated skills the caller may see. Only admins see and filter who can sign in. People requested by `id` are returned on one page unless
 * `limit` is given.
 */
export async function listProfiles(
  connection: Connection,
  caller: Caller,
  { search, skillId, projectId, isActive, access, id, ...query }: ListProfilesQuery,
): Promise<Page<ProfileItem>> {
  if (access !== undefined && !caller.isAdmin) throw forbidden('Only admins may do this.');
  const after = readCursor(query.cursor, isNameKey);
  const limit = query.limit ?? id?.length;
  const skillIds = skillId === undefined || skillId.length === 0 ? null : [...new Set(skillId)];
  const rows = await connection.query<Required<ProfileItem>>(LIST, [
    search ?? null,
    caller.isAdmin,
    skillIds,
    caller.profileId,
    projectId ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
    isActive ?? null,
    id ?? null,
    query.order === 'match',
    skillIds !== null && (caller.isAdmin || (await seesSkillsOfOthers(connection, caller.profileId))),
    access ?? null,
  ]);
  return toPage(rows, limit, namePosition, (row) => (caller.isAdmin ? row : withoutPrivateFields(row)));
}

function withoutPrivateFields({
  email: _email,
  isAdmin: _isAdmin,
  access: _access,
  invitedUntil: _invitedUntil,
  ...shown
}: Required<ProfileItem>): ProfileItem {
  return shown;
}
