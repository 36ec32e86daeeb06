import { LONGEST_COMMENT, LONGEST_NAME, LONGEST_SKILL_DESCRIPTION, LONGEST_UPDATE } from '@skilltrace/domain/limits';
import { changeInTurn } from '../../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { nameFilter } from '../name-filter.js';
import type { NameAndEmail } from '../name-pattern.js';
import { createNameRemover, createJsonNameRemover, type RemoveName } from './names-in-text.js';

interface TextColumn {
  table: string;
  column: string;
  /** The column with the id, if its name is not `id`. */
  key?: string;
  /** The function that replaces texts, if the server's role cannot change them. */
  replacedBy?: string;
  /** The maximum number of characters in the column. */
  most?: number;
  /** The column has JSON, and each string in it is searched separately. */
  isJson?: true;
  /** The column has several texts per value. */
  isArray?: true;
  /** A condition for the rows to search, where `$2` is the person. Undefined searches all rows. */
  among?: string;
}

/** Columns with texts in which people may name each other. A test checks that every text column is listed either here or there. */
export const textsOfOthers: readonly TextColumn[] = [
  { table: 'progress_updates', column: 'content', most: LONGEST_UPDATE, among: 'user_id <> $2', replacedBy: 'replace_texts_of_updates' },
  {
    table: 'decision_comments',
    column: 'content',
    key: 'suggestion_id',
    most: LONGEST_COMMENT,
    among: '$2 NOT IN (profile_id, author_id)',
    replacedBy: 'replace_texts_of_comments',
  },
  { table: 'projects', column: 'name' },
  { table: 'projects', column: 'description' },
  { table: 'projects', column: 'metadata', isJson: true },
  { table: 'assignments', column: 'role' },
  { table: 'api_tokens', column: 'name', among: 'profile_id <> $2' },
  { table: 'skills', column: 'description', most: LONGEST_SKILL_DESCRIPTION },
  { table: 'saved_views', column: 'name', most: LONGEST_NAME },
  { table: 'saved_views', column: 'search', isJson: true },
  { table: 'skill_proposals', column: 'name', most: LONGEST_NAME, among: 'profile_id <> $2' },
  { table: 'skill_proposals', column: 'reason', most: LONGEST_COMMENT, among: 'profile_id <> $2' },
  { table: 'skill_proposals', column: 'comment', most: LONGEST_COMMENT, among: '$2 NOT IN (profile_id, answered_by_id)' },
  // Names are not changed, because another person may have the same name.
  { table: 'profiles', column: 'title', among: 'id <> $2' },
];

/** Identifiers. Changing them would break imports and tags, so they are only counted. */
export const keysWithText: readonly TextColumn[] = [
  { table: 'progress_updates', column: 'external_id', among: 'user_id <> $2' },
  { table: 'projects', column: 'external_id' },
  { table: 'profiles', column: 'external_id', among: 'id <> $2' },
  { table: 'skills', column: 'skill_name' },
  { table: 'skills', column: 'category' },
  { table: 'assignments', column: 'tags', isArray: true },
];

const BATCH_SIZE = 500;

/** Limits a second search to the rows that the first search found and rows written since then. */
export interface Narrowing {
  ids: ReadonlyMap<TextColumn, readonly number[]>;
  /** The oldest transaction that was open when the first search started. */
  since: string;
}

interface Found {
  id: number;
  /** The text after the replacement. */
  text: string;
}

/** Searches a column for a person, in batches of rows that contain the name or an address. */
export async function* findMentions(
  connection: Connection,
  column: TextColumn,
  profileId: number,
  named: NameAndEmail,
  narrowing?: Narrowing,
): AsyncGenerator<Found[]> {
  const removeName = nameRemoverFor(column, named);
  const text = column.isArray ? `array_to_string(${column.column}, E'\\n')` : `${column.column}::text`;
  // JSON escapes line breaks, which may occur within a name, so all JSON values are read.
  const mayName = column.isJson ? `${column.column} <> '{}'` : `normalize(${text}, NFKD) ~ $3`;
  // CASE evaluates the expensive condition last.
  const key = column.key ?? 'id';
  const statement = `
    SELECT ${key} AS id, ${text} AS text FROM ${column.table}
     WHERE ${key} > $1 AND ${column.among ?? '$2::bigint IS NOT NULL'} AND $3::text IS NOT NULL
       AND CASE WHEN $4::bigint[] IS NULL OR ${key} = ANY ($4) OR age(xmin) <= age($5::xid8::xid) THEN ${mayName} ELSE false END
     ORDER BY ${key} LIMIT ${BATCH_SIZE}`;
  for (let after = 0, rows: Found[] = []; after === 0 || rows.length === BATCH_SIZE; after = rows.at(-1)?.id ?? after) {
    rows = await connection.query<Found & Record<string, unknown>>(statement, [
      after,
      profileId,
      nameFilter(named),
      narrowing ? (narrowing.ids.get(column) ?? []) : null,
      narrowing?.since ?? null,
    ]);
    const found = rows.flatMap(({ id, text: before }) => {
      const left = removeName(before);
      return left === undefined ? [] : [{ id, text: left }];
    });
    if (found.length > 0) yield found;
    if (rows.length === 0) return;
  }
}

/** Counts the texts of other people that name a person, and the identifiers that do. */
export async function countMentions(
  connection: Connection,
  profileId: number,
  named: NameAndEmail,
): Promise<{ mentions: number; keys: number }> {
  const count = async (columns: readonly TextColumn[]) => {
    let rows = 0;
    for (const column of columns) for await (const found of findMentions(connection, column, profileId, named)) rows += found.length;
    return rows;
  };
  return { mentions: await count(textsOfOthers), keys: await count(keysWithText) };
}

/**
 * Removes a person from other people's texts and returns the number of changed texts. The caller must block text writes until then. All texts of a
 * column are found before the first is changed: on a spread ledger, the role that changes updates is another one than the role that reads them.
 */
export async function replaceMentions(
  transaction: Transaction,
  profileId: number,
  named: NameAndEmail,
  narrowing?: Narrowing,
): Promise<number> {
  await changeInTurn(transaction);
  let replaced = 0;
  for (const column of textsOfOthers) {
    const found: Found[] = [];
    for await (const batch of findMentions(transaction, column, profileId, named, narrowing)) found.push(...batch);
    for (let start = 0; start < found.length; start += BATCH_SIZE) {
      const batch = found.slice(start, start + BATCH_SIZE);
      await transaction.query(replacementIn(column), [batch.map(({ id }) => id), batch.map(({ text }) => text)]);
    }
    replaced += found.length;
  }
  return replaced;
}

// The names of one person's views are unique, and those of their waiting proposals. The id keeps two that become equal apart, and a name that is
// taken nevertheless, even on purpose, must not stop the erasure. The table is joined again, because Citus refuses a look-up for each row in SET.
const replaceNamesOfOnePerson = (table: string) => `
  UPDATE ${table} t SET name = n.name
    FROM (SELECT v.id, CASE WHEN EXISTS (SELECT FROM ${table} o WHERE o.profile_id = v.profile_id AND o.name = concat(left(r.text, 180), ' (', v.id, ')'))
                            THEN gen_random_uuid()::text ELSE concat(left(r.text, 180), ' (', v.id, ')') END AS name
            FROM ${table} v JOIN unnest($1::bigint[], $2::text[]) AS r(id, text) ON r.id = v.id) n
   WHERE t.id = n.id`;

function replacementIn({ table, column, isJson, replacedBy }: TextColumn): string {
  if (replacedBy !== undefined) return `SELECT ${replacedBy}($1::bigint[], $2::text[])`;
  if (['saved_views', 'skill_proposals'].includes(table) && column === 'name') return replaceNamesOfOnePerson(table);
  return `
    UPDATE ${table} t SET ${column} = r.text${isJson ? '::jsonb' : ''}
      FROM unnest($1::bigint[], $2::text[]) AS r(id, text) WHERE t.id = r.id`;
}

function nameRemoverFor({ isJson, most }: TextColumn, named: NameAndEmail): RemoveName {
  const removeName = isJson ? createJsonNameRemover(named) : createNameRemover(named);
  if (most === undefined) return removeName;
  return (text) => {
    const left = removeName(text);
    return left !== undefined && left.length > most ? [...left].slice(0, most).join('').trimEnd() : left;
  };
}
