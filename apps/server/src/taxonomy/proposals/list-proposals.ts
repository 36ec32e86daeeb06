import type { ListSkillProposalsQuery, Page, SkillProposal } from '@skilltrace/contract';
import { FIRST_VISIT_DAYS } from '@skilltrace/domain/limits';
import type { Caller } from '../../platform/auth/caller.js';
import type { Connection } from '../../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../../platform/http/cursor.js';
import { PROPOSAL, visibleTo, WITH_NAMES_OF_PROPOSAL } from './proposal-row.js';

const LIST = `
  ${PROPOSAL} FROM skill_proposals q ${WITH_NAMES_OF_PROPOSAL}
   WHERE ($1::bigint IS NULL OR q.profile_id = $1) AND ($2::bigint IS NULL OR q.profile_id = $2)
     AND ($3::skill_proposal_status IS NULL OR q.status = $3)
     AND ($7::boolean IS NULL OR $7 = (q.answered_at <= coalesce(
           (SELECT d.seen_until FROM seen_decisions d WHERE d.profile_id = $8), now() - make_interval(days => $9::int))))
     AND (q.created_at, q.id) < (coalesce($4::timestamptz, 'infinity'), coalesce($5::bigint, 0))
   ORDER BY q.created_at DESC, q.id DESC LIMIT $6`;

/** Lists the proposed skills of the caller, newest first, and those of all people for admins. `isSeen` selects by whether the caller has seen the answer. */
export async function listProposals(
  connection: Connection,
  caller: Caller,
  { status, profileId, isSeen, limit, cursor }: ListSkillProposalsQuery,
): Promise<Page<SkillProposal>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await connection.query<SkillProposal>(LIST, [
    visibleTo(caller),
    profileId ?? null,
    status ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
    isSeen ?? null,
    caller.profileId,
    FIRST_VISIT_DAYS,
  ]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.createdAt, id: row.id }),
    (row) => row,
  );
}
