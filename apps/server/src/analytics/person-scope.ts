import { seesWorkOn } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { forbidden, notFound } from '../platform/errors/domain-error.js';
import type { Scope } from './signals-in-scope.js';

const PROJECT_EXISTS = { name: 'project_exists', text: 'SELECT FROM projects WHERE id = $1' };

/**
 * Selects a person's signals for counting: all of them, or those from one project. Fewer people may see the work on one project
 * than the totals.
 *
 * @throws NOT_FOUND for an unknown project, because an empty chart would suggest that the person did nothing there; FORBIDDEN
 *   for a project on which the caller may not see other people's work
 */
export async function countedScope(access: ReadDatabase, caller: Caller, id: number, projectId: number | undefined): Promise<Scope> {
  if (projectId === undefined) return { of: 'person', id };
  if ((await access.query(PROJECT_EXISTS, [projectId])).length === 0) throw notFound('project');
  if (!isUnrestricted(caller, id) && !(await seesWorkOn(access, caller.profileId, projectId)))
    throw forbidden('Only this person, members of the project, its Tech Lead and admins may see what was done on it.');
  return { of: 'personOnProject', id, projectId };
}

/**
 * Selects a person's signals for listing one by one with their source: only those from projects whose work the caller may see.
 *
 * @throws the same errors as `countedScope`
 */
export async function listedScope(access: ReadDatabase, caller: Caller, id: number, projectId: number | undefined): Promise<Scope> {
  const scope = await countedScope(access, caller, id, projectId);
  return scope.of === 'person' && !isUnrestricted(caller, id) ? { of: 'personForViewer', id, viewerId: caller.profileId } : scope;
}

/** A statement that filters by what the viewer may see is part of the access, so it never reads behind the primary. */
export function sourceFor(scope: Scope, access: ReadDatabase, ledger: LaggingConnection): LaggingConnection {
  return scope.of === 'personForViewer' ? access : ledger;
}

const isUnrestricted = (caller: Caller, id: number) => caller.isAdmin || caller.profileId === id;
