import type { Connection, Transaction } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';
import { namePattern, namePatternInJson, type Named } from './name-pattern.js';

interface TextColumn {
  table: string;
  column: string;
  /** The most characters that the column holds. */
  most?: number;
  /** JSON: looked through and replaced as a whole. */
  isJson?: true;
  /** The rows that are looked at, `$2` being the person; all of them without it. */
  among?: string;
}

const IN_PLACE_OF = 'a former member';

/** Texts that people write and in which they may name somebody. Each column of text is either here or told by the test beside this. */
export const textsOfOthers: readonly TextColumn[] = [
  { table: 'progress_updates', column: 'content', most: 10_000, among: 'user_id <> $2' },
  { table: 'projects', column: 'name' },
  { table: 'projects', column: 'description' },
  { table: 'projects', column: 'metadata', isJson: true },
  { table: 'assignments', column: 'role' },
  { table: 'api_tokens', column: 'name', among: 'profile_id <> $2' },
  // Names are left alone, for somebody else of the same name keeps theirs.
  { table: 'profiles', column: 'title', among: 'id <> $2' },
];

/** What things are known by. Changing them would take imports and tags apart, so that they are counted and left. */
export const keysWithText: readonly TextColumn[] = [
  { table: 'progress_updates', column: 'external_id', among: 'user_id <> $2' },
  { table: 'projects', column: 'external_id' },
  { table: 'profiles', column: 'external_id', among: 'id <> $2' },
  { table: 'skills', column: 'skill_name' },
  { table: 'skills', column: 'category' },
  { table: 'assignments', column: 'tags' },
];

// A row is passed over where `$2` has no part in the question; the parameter must be named all the same.
const among = (column: TextColumn) => column.among ?? '$2::bigint IS NOT NULL';
const count = (column: TextColumn) =>
  `SELECT count(*) AS rows FROM ${column.table} WHERE ${among(column)} AND ${column.column}::text ~ ${column.isJson ? '$3::text' : '$1::text'}`;
const countAll = (columns: readonly TextColumn[]) => `(SELECT sum(rows) FROM (${columns.map(count).join(' UNION ALL ')}) counted)::bigint`;
const COUNT = `SELECT ${countAll(textsOfOthers)} AS mentions, ${countAll(keysWithText)} AS keys`;

/** In how many texts of others somebody is named, and in how many keys. */
export async function countMentions(connection: Connection, profileId: number, named: Named): Promise<{ mentions: number; keys: number }> {
  return one(await connection.query<{ mentions: number; keys: number }>(COUNT, [namePattern(named), profileId, namePatternInJson(named)]));
}

/** The projects that name somebody. Their rows are locked before the person's: see `lock-project.ts`. */
export const NAMES_IN_PROJECT = textsOfOthers
  .filter(({ table }) => table === 'projects')
  .map(({ column, isJson }) => `${column}::text ~ ${isJson ? '$3::text' : '$2::text'}`)
  .join(' OR ');

/** Replaces full name and e-mail address in the texts of others. */
export async function replaceMentions(transaction: Transaction, profileId: number, named: Named): Promise<void> {
  for (const column of textsOfOthers) {
    const pattern = column.isJson ? namePatternInJson(named) : namePattern(named);
    const replaced = `regexp_replace(${column.column}::text, $1, '${IN_PLACE_OF}', 'g')`;
    const fitted = column.isJson ? `${replaced}::jsonb` : column.most === undefined ? replaced : `left(${replaced}, ${column.most})`;
    await transaction.query(
      `UPDATE ${column.table} SET ${column.column} = ${fitted} WHERE ${among(column)} AND ${column.column}::text ~ $1`,
      [pattern, profileId],
    );
  }
}
