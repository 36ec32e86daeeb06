import type { InvitationRefusal, InvitationsOfPeople } from '@skilltrace/contract';
import { hashSecret } from '../../platform/auth/api-token.js';
import type { Connection } from '../../platform/database/connection.js';
import { latestExpiry, linkOf, newCode } from './invitations.js';
import { lockGiverAndPeople, type AccessGiver } from './lock-giver.js';

// After the locks, so that a password that was set in the meantime is visible.
const PEOPLE = `
  SELECT id AS "profileId", name, email, can_sign_in(id) AS "canSignIn" FROM profiles
   WHERE id = ANY ($1::bigint[]) AND erased_at IS NULL ORDER BY in_register(name), id`;
// An invitation that was created with a token expires no later than the token.
const INVITE = `
  INSERT INTO invitations (profile_id, code_hash, created_by_id, created_with_token_id, expires_at, created_at)
  SELECT i.profile_id, i.code_hash, $3::bigint, $4::bigint,
         least($5::timestamptz, (SELECT expires_at FROM api_tokens WHERE id = coalesce($4, 0))), date_trunc('milliseconds', now())
    FROM unnest($1::bigint[], $2::bytea[]) AS i(profile_id, code_hash)
  ON CONFLICT (profile_id) DO UPDATE SET
    code_hash = excluded.code_hash, created_by_id = excluded.created_by_id, created_with_token_id = excluded.created_with_token_id,
    expires_at = excluded.expires_at, created_at = excluded.created_at
  RETURNING profile_id AS "profileId", expires_at AS "expiresAt"`;

interface Person {
  profileId: number;
  name: string;
  email: string;
  canSignIn: boolean;
}

/**
 * Invites many people who cannot sign in yet. Each gets a link that works once and for seven days, and a previous link stops working. People who
 * can sign in, who have left or who do not exist are skipped with the reason.
 *
 * @throws FORBIDDEN and UNAUTHENTICATED if the creator has just lost their own access
 */
export async function invitePeople(
  connection: Connection,
  { profileIds, creator, publicUrl }: { profileIds: readonly number[]; creator: AccessGiver; publicUrl: string },
  now = new Date(),
): Promise<InvitationsOfPeople> {
  const ids = [...new Set(profileIds)];
  return connection.transaction(async (transaction) => {
    const isActive = new Map((await lockGiverAndPeople(transaction, creator, ids)).map((person) => [person.id, person.isActive]));
    const people = await transaction.query<Person & Record<string, unknown>>(PEOPLE, [ids]);
    const refusalOf = ({ profileId, canSignIn }: Person): InvitationRefusal | undefined =>
      isActive.get(profileId) !== true ? 'INACTIVE' : canSignIn ? 'CAN_SIGN_IN' : undefined;
    const invited = people.filter((person) => refusalOf(person) === undefined).map((person) => ({ ...person, code: newCode() }));
    const created = await transaction.query<{ profileId: number; expiresAt: string }>(INVITE, [
      invited.map(({ profileId }) => profileId),
      invited.map(({ code }) => hashSecret(code)),
      creator.profileId,
      creator.apiTokenId ?? null,
      latestExpiry(now),
    ]);
    const expiryOf = new Map(created.map(({ profileId, expiresAt }) => [profileId, expiresAt]));
    const known = new Set(people.map(({ profileId }) => profileId));
    return {
      invitations: invited.map(({ profileId, name, email, code }) => ({
        profileId,
        name,
        email,
        url: linkOf(publicUrl, code),
        expiresAt: expiryOf.get(profileId) ?? '',
      })),
      skipped: [
        ...people.flatMap((person) => {
          const reason = refusalOf(person);
          return reason === undefined ? [] : [{ profileId: person.profileId, name: person.name, email: person.email, reason }];
        }),
        ...ids.filter((id) => !known.has(id)).map((profileId) => ({ profileId, name: null, email: null, reason: 'UNKNOWN' as const })),
      ],
    };
  });
}
