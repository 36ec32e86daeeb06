import type pg from 'pg';

/** Begins a transaction. Until it ends, posts to the project wait, on one database and on a Citus cluster. */
export async function holdPosts(owner: pg.Client, projectId: number): Promise<void> {
  await owner.query('BEGIN');
  await owner.query('SELECT change_in_turn()');
  await owner.query('SELECT FROM projects WHERE id = $1 FOR UPDATE', [projectId]);
}
