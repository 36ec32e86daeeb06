import type { SkillCategories } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';

const LIST = `
  SELECT category, count(*) FILTER (WHERE is_active) AS active, count(*) FILTER (WHERE NOT is_active) AS inactive
    FROM skills GROUP BY category ORDER BY in_register(category), category`;

/** The categories of the taxonomy by name. They are words on skills and nothing of their own: the last skill of one takes it along. */
export async function listCategories(connection: Connection): Promise<SkillCategories> {
  return { items: await connection.query<SkillCategories['items'][number]>(LIST) };
}
