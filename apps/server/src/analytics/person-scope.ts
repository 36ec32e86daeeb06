import type { ReadDatabase } from '../platform/database/read-database.js';
import { notFound } from '../platform/errors/domain-error.js';
import type { Scope } from './signals-in-scope.js';

const PROJECT_EXISTS = { name: 'project_exists', text: 'SELECT FROM projects WHERE id = $1' };

/**
 * A person's signals: all of them, or those from one project.
 *
 * @throws NOT_FOUND for an unknown project: an empty chart would say that nothing was done there
 */
export async function personScope(ledger: ReadDatabase, id: number, projectId: number | undefined): Promise<Scope> {
  if (projectId === undefined) return { of: 'person', id };
  if ((await ledger.query(PROJECT_EXISTS, [projectId])).length === 0) throw notFound('project');
  return { of: 'personOnProject', id, projectId };
}
