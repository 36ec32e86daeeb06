import type { ErasurePreview } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { countMentions } from './mentions-of-person.js';

const READ = `
  SELECT p.name, p.email, p.erased_at AS "erasedAt",
         p.is_admin AND p.deactivated_at IS NULL
           AND NOT EXISTS (SELECT FROM profiles o WHERE o.id <> p.id AND o.is_admin AND o.deactivated_at IS NULL
                              AND (can_sign_in(o.id) OR NOT can_sign_in(p.id))) AS "isLastAdmin",
         json_build_object(
           'sessions', (SELECT count(*) FROM auth_sessions WHERE profile_id = p.id AND expires_at > now()),
           'apiTokens', (SELECT count(*) FROM api_tokens WHERE profile_id = p.id AND revoked_at IS NULL),
           'assignments', (SELECT count(*) FROM assignments WHERE profile_id = p.id AND ended_at IS NULL),
           'pendingSuggestions', (SELECT count(*) FROM suggestions WHERE profile_id = p.id AND status = 'PENDING'),
           'mentorshipSessions', (SELECT count(*) FROM mentorship_sessions WHERE p.id IN (intern_id, mentor_id) AND status IN ('pending', 'accepted'))
         ) AS ends,
         json_build_object(
           'progressUpdates', (SELECT count(*) FROM progress_updates WHERE user_id = $1),
           'comments', (SELECT count(*) FROM decision_comments WHERE profile_id = $1 OR author_id = $1)
             + (SELECT count(*) FROM skill_proposals WHERE answered_by_id = $1 AND profile_id <> $1 AND comment IS NOT NULL),
           'savedViews', (SELECT count(*) FROM saved_views WHERE profile_id = $1),
           'skillProposals', (SELECT count(*) FROM skill_proposals WHERE profile_id = $1)
         ) AS texts,
         json_build_object(
           'signals', (SELECT count(*) FROM signal_ledger WHERE user_id = $1),
           'validatedSkills', (SELECT count(*) FROM employee_skills WHERE profile_id = p.id),
           'projectsLed', (SELECT count(*) FROM projects WHERE tech_lead_id = p.id AND status = 'active')
         ) AS stays
    FROM profiles p WHERE p.id = $1`;

type Row = Pick<ErasurePreview, 'name' | 'email' | 'erasedAt' | 'ends'> & {
  isLastAdmin: boolean;
  texts: Omit<ErasurePreview['goes'], 'mentions'>;
  stays: Omit<ErasurePreview['stays'], 'keys'>;
};

/**
 * Describes what erasing a person would change now. For an erased person, it lists the remaining data. Reads only.
 *
 * @param callerId the person who asks; null on the command line
 * @throws NOT_FOUND
 */
export async function readErasurePreview(connection: Connection, profileId: number, callerId: number | null): Promise<ErasurePreview> {
  const [row] = await connection.query<Row>(READ, [profileId]);
  if (!row) throw notFound('person');
  const { isLastAdmin, texts, stays, ...person } = row;
  const isErased = person.erasedAt !== null;
  const { mentions, keys } = isErased ? { mentions: 0, keys: 0 } : await countMentions(connection, profileId, person);
  return {
    profileId,
    ...person,
    refusal: isErased ? null : callerId === profileId ? 'YOURSELF' : isLastAdmin ? 'LAST_ADMIN' : null,
    goes: isErased ? { progressUpdates: 0, comments: 0, savedViews: 0, skillProposals: 0, mentions } : { ...texts, mentions },
    stays: { ...stays, keys },
  };
}
