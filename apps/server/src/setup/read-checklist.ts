import type { SetupChecklist } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';

// Each subquery has a column, because a Citus cluster reads them one after the other and cannot keep a result without columns.
const READ = `
  SELECT EXISTS (SELECT 1 FROM profiles WHERE id <> $1 AND deactivated_at IS NULL) AS people,
         EXISTS (SELECT 1 FROM skills WHERE is_active) AS skills,
         EXISTS (SELECT 1 FROM projects) AS project,
         EXISTS (SELECT 1 FROM project_skills) AS "declaredSkills",
         EXISTS (SELECT 1 FROM assignments) AS assignment,
         EXISTS (SELECT 1 FROM progress_updates) AS update,
         EXISTS (SELECT 1 FROM auth_accounts WHERE profile_id <> $1)
           OR EXISTS (SELECT 1 FROM invitations WHERE profile_id <> $1 AND expires_at > now()) AS invitation`;

/** Reads which steps of the setup are done, from the point of view of this admin. Nothing about it is stored. */
export async function readChecklist(connection: Connection, profileId: number): Promise<SetupChecklist> {
  return singleRow(await connection.query<SetupChecklist & Record<string, unknown>>(READ, [profileId]));
}
