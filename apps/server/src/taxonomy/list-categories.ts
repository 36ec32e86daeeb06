import type { SkillCategories } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';

const LIST = `
  SELECT category, count(*) FILTER (WHERE is_active) AS active, count(*) FILTER (WHERE NOT is_active) AS inactive
    FROM skills GROUP BY category ORDER BY in_register(category), category`;

/** Lists the categories by name. A category is only a text on its skills, so it disappears with its last skill. */
export async function listCategories(connection: Connection): Promise<SkillCategories> {
  return { items: await connection.query<SkillCategories['items'][number]>(LIST) };
}
