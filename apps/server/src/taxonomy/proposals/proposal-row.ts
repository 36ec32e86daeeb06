import type { SkillProposal } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import type { Caller } from '../../platform/auth/caller.js';
import { notFound } from '../../platform/errors/domain-error.js';

/** Selects proposed skills in the format of the contract from `q`. */
export const PROPOSAL = `
  SELECT q.id, q.profile_id AS "profileId", p.name AS "profileName", q.name, q.reason, q.status, q.created_at AS "createdAt",
         q.answered_at AS "answeredAt", CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END AS "answeredBy",
         CASE WHEN k.id IS NOT NULL THEN json_build_object('id', k.id, 'name', k.skill_name) END AS skill, q.comment`;

/** The relations of these names, after `FROM … q`. */
export const WITH_NAMES_OF_PROPOSAL =
  'JOIN profiles p ON p.id = q.profile_id LEFT JOIN profiles a ON a.id = q.answered_by_id LEFT JOIN skills k ON k.id = q.skill_id';

const READ = `${PROPOSAL} FROM skill_proposals q ${WITH_NAMES_OF_PROPOSAL} WHERE q.id = $1 AND ($2::bigint IS NULL OR q.profile_id = $2)`;

/** The person whose proposals the caller sees. Null for admins, who see all. */
export const visibleTo = ({ profileId, isAdmin }: Pick<Caller, 'profileId' | 'isAdmin'>) => (isAdmin ? null : profileId);

/** Reads a proposal of the caller, or any for an admin. @throws NOT_FOUND for the proposals of other people */
export async function readProposal(
  connection: Connection,
  caller: Pick<Caller, 'profileId' | 'isAdmin'>,
  id: number,
): Promise<SkillProposal> {
  const [proposal] = await connection.query<SkillProposal>(READ, [id, visibleTo(caller)]);
  if (!proposal) throw notFound('proposed skill');
  return proposal;
}
